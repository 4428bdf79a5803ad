package io.drydock.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An IPv4 network in CIDR notation (RFC 4632), for example {@code 10.210.0.32/27}.
 *
 * @param address the network's own address, host bits zero
 * @param prefix prefix length, 0 to 32
 */
public record Subnet(long address, int prefix) {

    public Subnet {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("prefix length " + prefix + " is not between 0 and 32");
        }
        address &= mask(prefix);
    }

    /**
     * Reads {@code a.b.c.d/n}; host bits are dropped.
     *
     * @throws IllegalArgumentException with the text, where it is not such a network
     */
    public static Subnet parse(String text) {
        String[] halves = text.strip().split("/", -1);
        try {
            if (halves.length == 2) {
                return new Subnet(addressOf(halves[0]), Integer.parseInt(halves[1]));
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("\"" + text + "\" is not an IPv4 network such as 10.210.0.0/16");
    }

    /**
     * Reads a dotted quad.
     *
     * @throws IllegalArgumentException with the text, where it is none
     */
    public static long addressOf(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IPv4 address");
        }
        long address = 0;
        for (String part : parts) {
            if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException("\"" + text + "\" is not an IPv4 address");
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xffffffffL << 32 - prefix & 0xffffffffL;
    }

    private static String dotted(long address) {
        return IntStream.of(24, 16, 8, 0)
                .mapToObj(shift -> Long.toString(address >> shift & 0xff))
                .reduce((a, b) -> a + "." + b)
                .orElseThrow();
    }

    private long last() {
        return address | ~mask(prefix) & 0xffffffffL;
    }

    /** Whether the two share an address. */
    public boolean overlaps(Subnet other) {
        return address <= other.last() && other.address <= last();
    }

    /** Whether this dotted address lies in it. */
    public boolean contains(String dotted) {
        long a = addressOf(dotted);
        return a >= address && a <= last();
    }

    /** The first address after the network's own: the gateway, as Docker chooses it. */
    public String gateway() {
        return dotted(address + 1);
    }

    /**
     * The first subnet of the given prefix length that overlaps none of those taken.
     *
     * @return empty where the pool is used up
     */
    public Optional<Subnet> firstFree(int length, Collection<Subnet> taken) {
        return free(length, taken).findFirst();
    }

    /** All subnets of the given prefix length that overlap none of those taken, in ascending order. */
    public Stream<Subnet> free(int length, Collection<Subnet> taken) {
        long step = 1L << 32 - length;
        return LongStream.iterate(address, a -> a + step - 1 <= last(), a -> a + step)
                .mapToObj(a -> new Subnet(a, length))
                .filter(candidate -> taken.stream().noneMatch(candidate::overlaps));
    }

    /** Its upper half: what the engine may hand out by itself. */
    public Subnet upperHalf() {
        return new Subnet(address + (1L << 31 - prefix), prefix + 1);
    }

    /** The addresses of its lower half that a container may be given: all but the network's own and the gateway. */
    public List<String> lowerHosts() {
        List<String> hosts = new ArrayList<>();
        for (long a = address + 2; a < upperHalf().address; a++) {
            hosts.add(dotted(a));
        }
        return hosts;
    }

    @Override
    public String toString() {
        return dotted(address) + "/" + prefix;
    }
}
