# vsftpd [OPTION=VALUE...]: a server with some files in alice's home.
vsftpd() {
  local home=$work/home/$user
  mkdir "$home/incoming"
  seq -f 'line %g of a text' 40 >"$home/notes.txt"
  printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\010\0\0\0\0:~\233U\0\0\0\nIDATx\234cb\0\0\0\6\0\3\66\067|\250\0\0\0\0IEND\256B\140\202' >"$home/picture.png"
  printf 'year,colour\n2025,blue\n2026,green\n' >"$work/report.csv"
  chown -R 7001:7001 "$home"
  {
    printf '%s\n' background=NO listen=NO listen_ipv6=YES anonymous_enable=NO local_enable=YES write_enable=YES chroot_local_user=YES \
      allow_writeable_chroot=YES xferlog_enable=NO "secure_chroot_dir=$work/empty" pasv_min_port=40000 pasv_max_port=40020 \
      delay_failed_login=0 connect_from_port_20=YES seccomp_sandbox=NO
    [ $# = 0 ] || printf '%s\n' "$@"
  } >"$work/vsftpd.conf"
  mkdir "$work/empty"
  serve /usr/sbin/vsftpd "$work/vsftpd.conf"
  await tcp 21
}
