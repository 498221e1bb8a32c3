# ovs HOST: Open vSwitch at a host, all in user space. at_ovs HOST CMD...: ovs-vsctl and the like talk to it.
at_ovs() { at "$1" env OVS_RUNDIR="$work/ovs-$1" OVS_DBDIR="$work/ovs-$1" OVS_LOGDIR="$work/ovs-$1" OVS_SYSCONFDIR="$work/ovs-$1" "${@:2}"; }
ovs() {
  local dir=$work/ovs-$1
  mkdir "$dir"
  ovsdb-tool create "$dir/conf.db" /usr/share/openvswitch/vswitch.ovsschema
  { at_ovs "$1" ovsdb-server "$dir/conf.db" --remote="punix:$dir/db.sock" --unixctl="$dir/db.ctl" || true; } >>"$work/serve.log" 2>&1 &
  within 5 test -S "$dir/db.sock"
  at_ovs "$1" ovs-vsctl --db="unix:$dir/db.sock" --no-wait init
  { at_ovs "$1" ovs-vswitchd "unix:$dir/db.sock" --unixctl="$dir/vswitchd.ctl" || true; } >>"$work/serve.log" 2>&1 &
  within 10 at_ovs "$1" ovs-vsctl --db="unix:$dir/db.sock" --timeout=5 show
}
vsctl() { at_ovs "$1" ovs-vsctl --db="unix:$work/ovs-$1/db.sock" --timeout=10 "${@:2}"; }

# ovs_tunnel TYPE KEY: a tunnel between both hosts, with 10.78.0.2 and 10.78.0.10 at its ends.
ovs_tunnel() {
  local host local_ip remote_ip
  for host in client server; do
    ovs $host
    local_ip=$client_ip remote_ip=$server_ip
    [ $host = client ] || local_ip=$server_ip remote_ip=$client_ip
    vsctl $host add-br outside -- set bridge outside datapath_type=netdev -- add-port outside cable
    ip -n brook-$host addr flush dev cable
    ip netns exec brook-$host sysctl -qw net.ipv6.conf.outside.disable_ipv6=1
    ip -n brook-$host addr add $local_ip/16 dev outside
    ip -n brook-$host link set outside up
    vsctl $host add-br inside -- set bridge inside datapath_type=netdev -- add-port inside tunnel -- \
      set interface tunnel type="$1" options:remote_ip=$remote_ip options:key="$2"
    ip netns exec brook-$host sysctl -qw net.ipv6.conf.inside.disable_ipv6=1
    ip -n brook-$host addr add 10.78.0.${local_ip##*.}/24 dev inside
    ip -n brook-$host link set inside up
  done
  within 10 client ping -c 1 -W 1 $server_ip
  within 10 client ping -c 1 -W 1 10.78.0.10
}
