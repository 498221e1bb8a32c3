package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** How a conference is created over a connection that TLS does not protect (MS-RDPBCGR, sections 2.2.1.3 and 2.2.1.4). */
final class RdpConferenceParser {
    private static final int CLIENT_CORE = 0xc001;
    private static final int CLIENT_NETWORK = 0xc003;
    private static final int SERVER_SECURITY = 0x0c02;
    private static final int BLOCK_HEADER = 4;
    private static final int CHANNEL = 12;
    private static final int CHANNEL_NAME = 8;
    private static final int PROPRIETARY = 1;
    private static final int X509 = 2;
    private static final long TEMPORARY = 0x80000000L;

    private final RdpSink sink;

    RdpConferenceParser(RdpSink sink) {
        this.sink = sink;
    }

    /** What a client asks for, after the type of the message. */
    void request(FieldReader in) throws MalformedException {
        skipElement(in, "Client_Header:type_length");
        skipElement(in, "Client_Header:calling_domain_selector");
        skipElement(in, "Client_Header:called_domain_selector");
        skipElement(in, "Client_Header:upward_flag");
        skipElement(in, "Client_Header:targ_parameters_pad");
        skipElement(in, "Client_Header:min_parameters_pad");
        skipElement(in, "Client_Header:max_parameters_pad");
        in.skip("Client_Header:user_data_length", 4);
        skipKey(in, "GCC_Client_Connection_Data:key_object", 2);
        in.skip("GCC_Client_Create_Request:h221_nonstandard_length", 8);
        in.expect("Duca");
        in.skip("GCC_Client_Create_Request:user_data_value_length", 2);
        blocks(in);
    }

    /** What the server answers, after the type of the message. */
    void response(FieldReader in) throws MalformedException {
        in.skip("Server_Header:type_length", 3);
        skipElement(in, "Server_Header:connect_response_result");
        skipElement(in, "Server_Header:connect_response_called_id");
        skipElement(in, "Server_Header:domain_parameters");
        in.skip("Server_Header:user_data_length", 4);
        skipKey(in, "GCC_Server_Connection_Data:key_object", 1);
        in.skip("GCC_Server_Create_Response:tag", 5);
        int result = in.u8("GCC_Server_Create_Response:result");
        in.skip("GCC_Server_Create_Response:h221_nonstandard_length", 3);
        in.expect("McDn");
        in.skip("GCC_Server_Create_Response:user_data_value_length", 2);
        sink.confirm();
        sink.result(RdpNames.of("result", result));
        blocks(in);
    }

    /** @param behind how many bytes come after the key */
    private static void skipKey(FieldReader in, String field, int behind) throws MalformedException {
        in.need(field, 2);
        int length = in.u8(field) << 8 | in.u8(field);
        in.skip(field, (long) length + behind);
    }

    private void blocks(FieldReader in) throws MalformedException {
        while (!in.isAtEnd()) {
            int type = in.u16("Data_Header:type");
            int length = in.u16("Data_Header:length") - BLOCK_HEADER;
            block(type, in.part("Data_Block:block", length));
        }
    }

    private void block(int type, FieldReader in) throws MalformedException {
        switch (type) {
            case CLIENT_CORE -> {
                RdpClientCore core = RdpClientCore.read(in);
                sink.confirm();
                sink.client(core);
            }
            case CLIENT_NETWORK -> channels(in);
            case SERVER_SECURITY -> security(in);
            default -> {}
        }
    }

    private void channels(FieldReader in) throws MalformedException {
        long count = in.u32("Client_Network_Data:channel_count");
        in.need("Client_Network_Data:channel_def_array", count * CHANNEL);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(withoutZeros(in.text("Client_Channel_Def:name", CHANNEL_NAME)));
            in.skip("Client_Channel_Def:options", CHANNEL - CHANNEL_NAME);
        }
        if (!names.isEmpty()) {
            sink.channels(names);
        }
    }

    private static String withoutZeros(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == 0) {
            end--;
        }
        return name.substring(0, end);
    }

    private void security(FieldReader in) throws MalformedException {
        long method = in.u32("Server_Security_Data:encryption_method");
        long level = in.u32("Server_Security_Data:encryption_level");
        long random = in.u32("Server_Security_Data:server_random_length");
        long certificate = in.u32("Server_Security_Data:server_cert_length");
        in.skip("Server_Security_Data:server_random", random);
        certificate(in.part("Server_Security_Data:server_certificate", certificate));
        sink.confirm();
        if (method > 0 && level > 0) {
            sink.encrypted(0);
        }
        sink.security(method, level);
    }

    private void certificate(FieldReader in) throws MalformedException {
        long version = in.u32("Server_Certificate:version");
        long type = version & ~TEMPORARY;
        if (type == PROPRIETARY) {
            skipProprietary(in);
        } else if (type == X509) {
            certificates(in);
        } else {
            throw new MalformedException("invalid index for case: Server_Certificate: " + type);
        }
        sink.certificate(type, (version & TEMPORARY) == 0);
    }

    private static void skipProprietary(FieldReader in) throws MalformedException {
        in.skip("Server_Proprietary_Cert:public_key_blob_type", 4 + 4 + 2);
        int key = in.u16("Server_Proprietary_Cert:public_key_blob_length");
        FieldReader blob = in.part("Server_Proprietary_Cert:public_key_blob", key);
        blob.skip("Public_Key_Blob:magic", 4);
        long modulus = blob.u32("Public_Key_Blob:key_length");
        blob.skip("Public_Key_Blob:public_exponent", 8);
        blob.skip("Public_Key_Blob:modulus", modulus);
        in.skip("Server_Proprietary_Cert:signature_blob_type", 2);
        int signature = in.u16("Server_Proprietary_Cert:signature_blob_length");
        in.skip("Server_Proprietary_Cert:signature_blob", signature);
    }

    private void certificates(FieldReader in) throws MalformedException {
        for (long left = in.u32("X509:num_of_certs"); left > 0; left--) {
            long length = in.u32("X509_Cert_Data:cert_len");
            sink.certificateFile(in.bytes("X509_Cert_Data:cert", length));
        }
    }

    /** Skips an element of ASN.1, whatever its tag. */
    private static void skipElement(FieldReader in, String field) throws MalformedException {
        in.u8(field);
        int length = in.u8(field);
        if ((length & 0x80) == 0) {
            in.skip(field, length);
            return;
        }
        long longer = 0;
        for (int i = length & 0x7f; i > 0; i--) {
            longer = longer << 8 | in.u8(field);
        }
        in.skip(field, longer);
    }
}
