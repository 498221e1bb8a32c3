# A program for Windows, made by the assembler and the linker of MinGW, is loaded.
. ./http/nginx.sh
nginx
cat >"$work/hello.s" <<'ASM'
    .globl  start, shared
    .section .text
start:  xor %eax, %eax
        ret
shared: mov $42, %eax
        ret
    .section .rdata
    .ascii "A sample of Brook's"
    .section .drectve
    .ascii " -export:shared"
ASM
x86_64-w64-mingw32-as -o "$work/hello.o" "$work/hello.s"
x86_64-w64-mingw32-ld -e start --subsystem console --dynamicbase --nxcompat --no-insert-timestamp -o "$work/www/hello.exe" "$work/hello.o"
x86_64-w64-mingw32-ld -shared -e start --subsystem windows --no-insert-timestamp -o "$work/www/hello.dll" "$work/hello.o"
record
client curl -sS -o "$work/out" http://$server_ip/hello.exe
client curl -sS -o "$work/out" http://$server_ip/hello.dll
