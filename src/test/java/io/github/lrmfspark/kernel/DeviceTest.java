package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static Device card(String name, int major, int minor) {
        return new Device(1, name, new Capability(major, minor));
    }

    @ParameterizedTest
    @CsvSource({
        "Tesla K80, 3, 7",
        "Tesla M60, 5, 2",
        "Jetson Nano, 5, 3",
        "Tesla P100, 6, 0",
        "Jetson TX2, 6, 2",
        "Tesla V100, 7, 0",
        "Jetson Xavier, 7, 2",
        "Tesla T4, 7, 5",
        "A100, 8, 0",
        "A10, 8, 6",
        "L4, 8, 9"
    })
    void cardsThatTheBinariesCarryCodeForAreTaken(String name, int major, int minor) {
        Device card = card(name, major, minor);
        assertThat(card.checked()).isSameAs(card);
        assertThat(card).hasToString(name + " of compute capability " + major + "." + minor);
    }

    @ParameterizedTest
    @CsvSource({"Tesla K20, 3, 5", "GTX 680, 3, 0", "Tesla M2090, 2, 0", "H100, 9, 0", "B200, 10, 0", "RTX 5090, 12, 0"
    })
    void othersAreRefusedWithWhatToDo(String name, int major, int minor) {
        assertThatThrownBy(card(name, major, minor)::checked)
                .isInstanceOf(UnusableDeviceException.class)
                .hasMessage(
                        "Expected a card of compute capability 3.7 or 5.0 to 8.9, which is what ND4J's CUDA libraries"
                                + " have machine code for; found GPU 1, " + name + ", of compute capability " + major
                                + "."
                                + minor
                                + ". Use a card up to the Ada generation, or compute on CPUs: build the jar without -Pcuda");
    }

    @Test
    void addressesAreNumbersOfCards() {
        assertThat(Device.number("0", 2)).isZero();
        assertThat(Device.number("1", 2)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "", "GPU-8932f937", "99999999999"})
    void otherAddressesAreRefused(String address) {
        assertThatThrownBy(() -> Device.number(address, 2))
                .isInstanceOf(UnusableDeviceException.class)
                .hasMessageStartingWith(
                        "Expected the address of a GPU to be the number of one of the 2 that CUDA finds,"
                                + " from 0 on; found '" + address + "'. ");
    }
}
