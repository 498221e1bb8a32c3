package io.brook.analysis.detect.login;

import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.count.Counted;
import java.util.List;

/** When failed logins by a protocol are guesses of passwords, and what is said then. */
enum GuessingRule {
    /** Zeek's detect-bruteforcing.zeek of SSH. */
    SSH(
            "SSH::Password_Guessing",
            "SSH::Login_By_Password_Guesser",
            DetectorOption.threshold(
                    "SshGuessingThreshold",
                    30,
                    "connections",
                    "In how many SSH connections a client must fail to log in before it is reported for guessing passwords. As in Zeek: people"
                            + " who have forgotten theirs give up sooner."),
            DetectorOption.interval(
                    "SshGuessingInterval", 1_800, "The time within which these connections are counted. As in Zeek.")) {
        @Override
        String message(String source, String protocol, Counted counted) {
            return source + " appears to be guessing SSH passwords (seen in " + counted.count() + " connections).";
        }
    },
    /** Zeek's detect-bruteforcing.zeek of FTP. */
    FTP(
            "FTP::Bruteforcing",
            "FTP::Login_By_Password_Guesser",
            DetectorOption.threshold(
                    "FtpGuessingThreshold",
                    20,
                    "replies",
                    "How many users or passwords an FTP server must refuse a client before it is reported for guessing them. As in Zeek."),
            DetectorOption.interval(
                    "FtpGuessingInterval", 900, "The time within which these replies are counted. As in Zeek.")) {
        @Override
        String message(String source, String protocol, Counted counted) {
            List<String> servers = counted.samples();
            return source + " had " + counted.count() + " failed logins on " + servers.size()
                    + (counted.isSampled() ? " or more" : "") + " FTP server" + (servers.size() > 1 ? "s" : "") + " in "
                    + counted.duration();
        }
    },
    /** Of Brook's own, for what else tells the outcome of logins. */
    OTHER(
            "Login::Password_Guessing",
            "Login::Login_By_Password_Guesser",
            DetectorOption.threshold(
                    "LoginGuessingThreshold",
                    30,
                    "logins",
                    "How many logins of a client must fail by SMTP, POP3 or MySQL before it is reported for guessing passwords. That of SSH: a"
                            + " mail program with an old password tries every few minutes."),
            DetectorOption.interval(
                    "LoginGuessingInterval",
                    1_800,
                    "The time within which these logins are counted. That of SSH, for the same reason."));

    private final String guessing;
    private final String login;
    private final DetectorOption threshold;
    private final DetectorOption interval;

    GuessingRule(String guessing, String login, DetectorOption threshold, DetectorOption interval) {
        this.guessing = guessing;
        this.login = login;
        this.threshold = threshold;
        this.interval = interval;
    }

    static GuessingRule of(String protocol) {
        return switch (protocol) {
            case "SSH" -> SSH;
            case "FTP" -> FTP;
            default -> OTHER;
        };
    }

    /** The type of the notice about a client that guesses. */
    String guessing() {
        return guessing;
    }

    /** The type of the notice about a client that has guessed. */
    String login() {
        return login;
    }

    DetectorOption threshold() {
        return threshold;
    }

    DetectorOption interval() {
        return interval;
    }

    String message(String source, String protocol, Counted counted) {
        return source + " appears to be guessing " + protocol + " passwords (" + counted.count() + " failed logins in "
                + counted.duration() + ").";
    }
}
