package io.brook.capture.live;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.brook.capture.source.SourceException;
import java.lang.reflect.Field;
import org.pcap4j.core.PcapHandle;

/**
 * Joins a group of sockets among which the kernel distributes an interface's packets, by a hash of the flow that is the same for both
 * directions, after reassembling fragments (packet(7), PACKET_FANOUT).
 */
final class Fanout {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_FANOUT = 18;
    private static final int HASH = 0;
    private static final int DEFRAGMENT = 0x8000;

    private Fanout() {}

    /** @param group its number, of 16 bits */
    static void join(String name, PcapHandle handle, int group) throws SourceException {
        int socket =
                NativeLibrary.getInstance("pcap").getFunction("pcap_fileno").invokeInt(new Object[] {pointer(handle)});
        IntByReference request = new IntByReference(group | (HASH | DEFRAGMENT) << 16);
        Function setsockopt = NativeLibrary.getInstance("c").getFunction("setsockopt", Function.THROW_LAST_ERROR);
        try {
            setsockopt.invokeInt(
                    new Object[] {socket, SOL_PACKET, PACKET_FANOUT, request, Native.getNativeSize(int.class)});
        } catch (LastErrorException e) {
            throw new SourceException(
                    name + ": the kernel refuses fan-out group " + group + ": " + e.getMessage()
                            + "; a group is for one interface, and all its processes must ask for it in the same way",
                    e);
        }
    }

    /** Pcap4J keeps what libpcap calls a handle to itself. */
    private static Pointer pointer(PcapHandle handle) throws SourceException {
        try {
            Field field = PcapHandle.class.getDeclaredField("handle");
            field.setAccessible(true);
            return (Pointer) field.get(handle);
        } catch (ReflectiveOperationException e) {
            throw new SourceException("fan-out does not work with this version of Pcap4J: " + e, e);
        }
    }
}
