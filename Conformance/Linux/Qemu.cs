using HmmSpec.Data;
using HmmSpec.Protocol;

namespace HmmSpec.Linux;

/// <summary>How a guest is started: as a program that speaks the protocol, with the kernel's console as its standard error.</summary>
public static class Qemu
{
    // Everything that goes wrong in the kernel ends the guest, and says what it was.
    private const string Evidence = "console=ttyS0 loglevel=5 panic=-1 reboot=t panic_on_warn=1 hung_task_panic=1";

    // Nothing that costs time at start, or that makes one start differ from another. Where others work on the machine, the
    // guest's clocks cannot be calibrated by each other, so that they are told: a wrong frequency does no harm.
    private const string Speed =
        "tsc=reliable tsc_early_khz=2600000 nolapic_timer no_timer_check mitigations=off nokaslr nohz=off highres=off "
        + "rcupdate.rcu_expedited=1 random.trust_cpu=on";

    /// <summary>The program.</summary>
    public const string Program = "qemu-system-x86_64";

    // The selftest fills huge pages.
    private const int SelftestMemory = 2_048;

    /// <summary>
    /// Has Linux end a program when the thread that started it ends, however that comes about. A guest that is judged sees the
    /// end of its input; one that is being saved stands still by then, and one that runs the selftest does not look.
    /// </summary>
    public static Sequence<string> BoundWords { get; } = [BindingProgram, "--pdeathsig", "KILL"];

    /// <summary>What binds a program to who starts it.</summary>
    public const string BindingProgram = "setpriv";

    /// <summary>The program and its arguments for a guest that runs the selftest.</summary>
    public static Sequence<string> SelftestWords(Guest guest) =>
        [.. BoundWords, .. Words(guest with { Memory = SelftestMemory })];

    /// <summary>The program and its arguments.</summary>
    public static Sequence<string> Words(Guest guest) =>
        [
            Program,
            "-nodefaults",
            "-no-user-config",
            "-display",
            "none",
            "-no-reboot",
            "-accel",
            "tcg,thread=multi",
            "-cpu",
            "max,la57=off,erms=off",
            "-m",
            $"{(IsCoherent(guest) ? CoherentMemory.All(guest.Memory) : guest.Memory)}M",
            "-smp",
            "1",
            // Without the PIT and the PIC there is no clock to calibrate by, and the guest hangs.
            "-M",
            "microvm,pit=on,pic=on,rtc=on,isa-serial=on,acpi=off,x-option-roms=off",
            "-chardev",
            "file,id=console,path=/dev/stderr",
            "-serial",
            "chardev:console",
            // A serial port, and no console, whose end the guest sees when hmmspec ends its input.
            "-chardev",
            "stdio,id=port,signal=off",
            "-device",
            "virtio-serial-device",
            "-device",
            "virtserialport,chardev=port",
            "-kernel",
            guest.Kernel,
            "-initrd",
            guest.Initramfs,
            "-append",
            string.Join(' ', (string[])[Evidence, Speed, .. BeyondWords(guest)]),
            .. guest.State is { } state ? (string[])["-incoming", $"exec:cat '{state}'"] : [],
        ];

    /// <summary>A guest as a subject.</summary>
    public static SubjectAddress.Program Address(Guest guest)
    {
        Sequence<string> words = Words(guest);
        return new SubjectAddress.Program(string.Join(' ', words.AsEnumerable().Select(Quoted)), words);
    }

    private static bool IsCoherent(Guest guest) => guest.Beyond.Contains(Beyond.Coherent);

    private static Sequence<string> BeyondWords(Guest guest) =>
        guest.Beyond.Count == 0
            ? []
            :
            [
                $"beyond={string.Join(',', guest.Beyond.AsEnumerable().Select(static one => one.Name))}",
                .. IsCoherent(guest) ? CoherentMemory.Words(guest.Memory) : [],
            ];

    private static string Quoted(string word) =>
        !word.Contains(' ', StringComparison.Ordinal) ? word
        : word.Contains('\'', StringComparison.Ordinal) ? $"\"{word}\""
        : $"'{word}'";
}
