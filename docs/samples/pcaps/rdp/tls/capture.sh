# FreeRDP with xrdp: TLS is agreed on, then settings are told inside.
. ./rdp/xrdp.sh
xrdp tls
record tcp
rdp /sec:tls || true
