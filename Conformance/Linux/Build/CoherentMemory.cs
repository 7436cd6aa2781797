using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>
/// The memory of coherent devices: real memory behind that of the guest, which its kernel leaves alone. The driver is told where
/// it is, and takes up to 256 MiB for each of two devices (lib/test_hmm.c: spm_addr_dev0, spm_addr_dev1).
/// </summary>
internal static class CoherentMemory
{
    private const int OfDevice = 256;
    private const int Devices = 2;

    /// <summary>How much memory the machine has to have.</summary>
    /// <param name="mebibytes">How much is the kernel's own.</param>
    public static int All(int mebibytes) => mebibytes + (Devices * OfDevice);

    /// <summary>What the kernel and the driver are told.</summary>
    /// <param name="mebibytes">How much is the kernel's own.</param>
    public static Sequence<string> Words(int mebibytes) =>
        [
            $"memmap={Devices * OfDevice}M${mebibytes}M",
            $"test_hmm.spm_addr_dev0={Address(mebibytes)}",
            $"test_hmm.spm_addr_dev1={Address(mebibytes + OfDevice)}",
        ];

    private static string Address(int mebibytes) => FormattableString.Invariant($"0x{(long)mebibytes << 20:x}");
}
