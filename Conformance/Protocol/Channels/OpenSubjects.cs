using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace HmmSpec.Protocol;

/// <summary>
/// The programs that are running as subjects. They end with hmmspec, however that ends, as long as it is told: nothing can be
/// done about SIGKILL, except that the input of the programs then ends.
/// </summary>
public static class OpenSubjects
{
    private static readonly PosixSignal[] Signals =
    [
        PosixSignal.SIGINT,
        PosixSignal.SIGTERM,
        PosixSignal.SIGHUP,
        PosixSignal.SIGQUIT,
    ];

    private static readonly ConcurrentDictionary<ProcessChannel, bool> Open = new();
    private static readonly Lazy<PosixSignalRegistration[]> Registrations = new(Register);
    private static readonly string Run = Guid.NewGuid().ToString("N");
    private static long _tokens;

    /// <summary>
    /// Has the subjects ended with hmmspec. Handlers of signals are called last first, and one of these ends the subjects
    /// unless another has cancelled the signal: whoever cancels signals calls this before he registers his own handlers.
    /// </summary>
    public static void Watch() => _ = Registrations.Value;

    /// <summary>Kills all programs that are running, with everything that they have started, without any grace.</summary>
    public static void KillAll()
    {
        foreach (ProcessChannel channel in Open.Keys)
        {
            channel.Abandon();
        }
    }

    /// <summary>A text that no other subject has, of this hmmspec or another.</summary>
    // The dot keeps the first from being found in the tenth.
    internal static string NewToken() => $"{Run}-{Interlocked.Increment(ref _tokens)}.";

    internal static void Add(ProcessChannel channel) => Open[channel] = true;

    internal static void Remove(ProcessChannel channel) => Open.TryRemove(channel, out _);

    private static PosixSignalRegistration[] Register()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => KillAll();
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => KillAll();
        return [.. Signals.Select(static signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    private static void OnSignal(PosixSignalContext context)
    {
        if (!context.Cancel)
        {
            KillAll();
        }
    }
}
