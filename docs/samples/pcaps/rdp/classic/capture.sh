# FreeRDP with xrdp: RDP's own encryption, before which client and server tell their settings.
. ./rdp/xrdp.sh
xrdp rdp
record tcp
rdp /sec:rdp || true
