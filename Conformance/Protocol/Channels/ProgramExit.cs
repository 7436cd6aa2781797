namespace HmmSpec.Protocol;

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code; 128 and the number of the signal if one killed it, as in a shell.</param>
public sealed record ProgramExit(int Code)
{
    // 64 is the last signal of Linux.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>
    /// The signal that killed it, null if there was none. A program that ends itself with such a code looks the same.
    /// </summary>
    public int? Signal =>
        !OperatingSystem.IsWindows() && Code is > SignalBase and <= SignalBase + LastSignal ? Code - SignalBase : null;

    /// <inheritdoc/>
    public override string ToString() =>
        Signal is int signal ? $"{Name(signal)} (exit code {Code})" : $"exit code {Code}";

    // Those with the same number on every Unix.
    private static string Name(int signal) =>
        signal switch
        {
            1 => "SIGHUP",
            2 => "SIGINT",
            3 => "SIGQUIT",
            4 => "SIGILL",
            5 => "SIGTRAP",
            6 => "SIGABRT",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            13 => "SIGPIPE",
            14 => "SIGALRM",
            15 => "SIGTERM",
            _ => $"signal {signal}",
        };
}
