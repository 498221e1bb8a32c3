# radclient asks FreeRADIUS whether somebody may log in: once with the right password, once with a wrong one, once with a code that is
# asked for in a challenge, once by EAP-MD5 (radeapclient), once without being known to the server, which does not answer; and it asks
# whether the server is there.
cat >"$work/radiusd.conf" <<END
raddbdir = $work
libdir = /usr/lib/freeradius
pidfile = $work/radiusd.pid
log {
  destination = stdout
}
security {
  status_server = yes
  reject_delay = 1
}
client client.lab.example {
  ipaddr = $client_ip
  secret = shared
}
modules {
  always handled {
    rcode = handled
  }
  pap {
  }
  eap {
    default_eap_type = md5
    md5 {
    }
  }
}
server lab {
  listen {
    type = auth
    ipaddr = *
    port = 1812
  }
  authorize {
    if (&User-Name == "bob" && !&State) {
      update control {
        Auth-Type := challenge
      }
    } else {
      update control {
        Cleartext-Password := "$password"
      }
      eap {
        ok = return
      }
      pap
    }
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type challenge {
      update control {
        Response-Packet-Type := Access-Challenge
      }
      update reply {
        Reply-Message := "The code, please"
        Framed-IP-Address := 10.77.0.99
        State := 0x01020304
      }
      handled
    }
    eap
  }
  post-auth {
    update reply {
      Reply-Message := "Welcome"
      Framed-IP-Address := 10.77.0.98
    }
  }
}
END
serve freeradius -f -l stdout -d "$work"
await udp 1812
record udp
ask() { printf '%s\n' "$@" | client radclient -t 2 -r 1 $server_ip auth shared || true; }
ask "User-Name = $user, User-Password = $password, Calling-Station-Id = 02-00-00-00-00-02, Connect-Info = 'CONNECT 54Mbps 802.11g', Tunnel-Client-Endpoint:0 = $client_ip, NAS-IP-Address = $client_ip"
ask "User-Name = $user, User-Password = wrong, Calling-Station-Id = '+49 30 123456'"
ask 'User-Name = bob, User-Password = none' '' "User-Name = bob, User-Password = $password, State = 0x01020304"
printf '%s\n' "User-Name = $user, EAP-Code = Response, EAP-Type-Identity = $user, Cleartext-Password = $password, Message-Authenticator = 0x00, Calling-Station-Id = 0200.0000.0002" |
  client radeapclient -t 2 -r 1 $server_ip auth shared
printf '%s\n' "User-Name = $user, User-Password = $password" | client radclient -6 -t 1 -r 2 "[$server_ip6]" auth shared || true
printf '%s\n' 'Message-Authenticator = 0x00' | client radclient -t 2 -r 1 $server_ip status shared
