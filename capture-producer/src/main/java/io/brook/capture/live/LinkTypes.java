package io.brook.capture.live;

import io.brook.schemas.packet.LinkType;

/** The numbers that libpcap has for link layers while a program runs, as those that files have for them. */
final class LinkTypes {
    private LinkTypes() {}

    /** @param dlt a DLT_ number of Linux; all but one are the LINKTYPE_ number */
    static int of(int dlt) {
        return dlt == LinkType.RAW_BSD ? LinkType.RAW : dlt;
    }
}
