using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Linux;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>
/// The kernel as a subject: <c>linux</c>, or <c>linux:DRIVER</c> with another driver than its own; <c>linux-debug</c> and
/// <c>linux-debug:DRIVER</c> are the same with the debug kernel. What the specification does not have is switched on by its name
/// behind that of the kernel: <c>linux+huge:DRIVER</c>, <c>linux+huge+merge</c>.
/// </summary>
internal static class LinuxSubject
{
    /// <summary>The subject's name.</summary>
    public const string Name = "linux";

    private const string DebugName = "linux-debug";
    private const char Separator = ':';
    private const char Plus = '+';

    // Each divergence of a kernel may end the guest, and a new one is there within seconds.
    private const int Restarts = 1_000;
    private const int ShrinkRestarts = 200;

    /// <summary>How long it may take to answer: an emulated machine beside others.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a word names it.</summary>
    public static bool IsMeantBy(string subject) => Parsed(subject).Kernel.Split(Plus)[0] is Name or DebugName;

    /// <summary>The driver with a name.</summary>
    public static DriverVariant DriverNamed(string id) =>
        DriverVariant.Find(id)
        ?? throw CommandException.Usage(
            $"There is no driver {Values.Quote(id)}{Values.Hint(id, [.. DriverVariant.All.Select(static driver => driver.Id)], "there is")}"
        );

    /// <summary>The program that is started for it.</summary>
    public static SubjectAddress Address(string subject)
    {
        try
        {
            (string named, string? driver) = Parsed(subject);
            string kernel = named.Split(Plus)[0];
            KernelConfiguration configuration =
                kernel == DebugName ? KernelConfiguration.Debug : KernelConfiguration.Lean;
            DriverVariant variant = driver is null ? DriverVariant.Original : DriverNamed(driver);
            return Qemu.Address(
                new GuestBuild(Cache.OfUser, new SilentBuild(), configuration).Find(variant, BeyondOf(named))
            );
        }
        catch (LinuxException exception)
        {
            throw new CommandException(ExitCode.Unavailable, exception.Message);
        }
    }

    /// <summary>How it is judged.</summary>
    public static SubjectOptions Options(SubjectOptions options) =>
        options with
        {
            Restarts = Restarts,
            ShrinkRestarts = ShrinkRestarts,
        };

    private static Sequence<Beyond> BeyondOf(string kernel)
    {
        HashSet<Beyond> asked =
        [
            .. kernel
                .Split(Plus)
                .Skip(1)
                .Select(static name =>
                    Beyond.Find(name)
                    ?? throw CommandException.Usage(
                        $"A kernel cannot be asked for {Values.Quote(name)}{Values.Hint(name, [.. Beyond.All.Select(static one => one.Name)], "there is")}"
                    )
                ),
        ];
        return [.. Beyond.All.Where(asked.Contains)];
    }

    private static (string Kernel, string? Driver) Parsed(string subject) =>
        subject.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and int end
            ? (subject[..end], subject[(end + 1)..])
            : (subject, null);
}
