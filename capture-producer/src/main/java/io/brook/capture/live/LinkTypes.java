package io.brook.capture.live;

import io.brook.schemas.packet.LinkType;

/** Converts libpcap's numbers for link layers in memory to those in files. */
final class LinkTypes {
    private LinkTypes() {}

    /** @param dlt a DLT_ number of Linux; all but one are the LINKTYPE_ number */
    static int of(int dlt) {
        return dlt == LinkType.RAW_BSD ? LinkType.RAW : dlt;
    }
}
