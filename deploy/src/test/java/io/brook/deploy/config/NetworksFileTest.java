package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.flow.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksFileTest {
    @TempDir
    private Path directory;

    private static boolean contains(LocalNetworks networks, String address) {
        IpAddress ip = IpAddress.parse(address);
        return networks.contains(ip.high(), ip.low());
    }

    private LocalNetworks read(String text) throws IOException, ConfigException {
        Path file = Files.writeString(directory.resolve("networks.cfg"), text);
        return ConfigReader.read(null, List.of("LocalNetsCfg=" + file))
                .analysis(false, false)
                .local();
    }

    @Test
    void takesTheListedNetworksInPlaceOfThePrivateOnes() throws Exception {
        LocalNetworks networks = read("# ours\n198.51.100.0/25\tOffices and more\n\n2001:db8:1::/48\n");
        assertThat(contains(networks, "198.51.100.127")).isTrue();
        assertThat(contains(networks, "198.51.100.128")).isFalse();
        assertThat(contains(networks, "2001:db8:1:ffff::1")).isTrue();
        assertThat(contains(networks, "2001:db8:2::1")).isFalse();
        assertThat(contains(networks, "10.0.0.1")).isFalse();
    }

    @Test
    void takesThePrivateAddressSpaceWhenNoFileIsNamed() throws Exception {
        LocalNetworks networks =
                ConfigReader.read(null, List.of()).analysis(false, false).local();
        assertThat(contains(networks, "10.0.0.1")).isTrue();
        assertThat(contains(networks, "8.8.8.8")).isFalse();
    }

    @Test
    void namesEveryLineThatIsNoNetwork() {
        assertThatThrownBy(() -> read("10.0.0.0/8\n10.0.0.0\n10.0.0/8\n10.0.0.0/33\nfd00::/129\n"))
                .hasMessageContaining("networks.cfg:2")
                .hasMessageContaining("networks.cfg:3")
                .hasMessageContaining("networks.cfg:4")
                .hasMessageContaining("networks.cfg:5");
    }

    @Test
    void namesTheOptionWhoseFileIsMissing() {
        assertThatThrownBy(() -> ConfigReader.read(null, List.of("LocalNetsCfg=/nowhere/networks.cfg")))
                .hasMessageContaining("LocalNetsCfg")
                .hasMessageContaining("/nowhere/networks.cfg");
    }

    @Test
    void canReadTheSample() throws Exception {
        Path sample = Path.of("config", "networks.cfg");
        LocalNetworks networks = ConfigReader.read(null, List.of("LocalNetsCfg=" + sample))
                .analysis(false, false)
                .local();
        assertThat(contains(networks, "10.1.2.3")).isTrue();
    }
}
