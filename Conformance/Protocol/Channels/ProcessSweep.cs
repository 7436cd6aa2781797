using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace HmmSpec.Protocol;

/// <summary>
/// Finds and kills what a program has started, on Linux. A child that gave itself a new session and a new parent is still
/// known by the token in its environment; one that cleared its environment by its parent as long as that lives, or by the
/// program's streams if it holds them. What does neither is not found: only a container would keep that.
/// </summary>
internal sealed class ProcessSweep
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly byte[] _token;
    private readonly int _program;

    // When the program was started: nothing that it started is older. 0 if it had ended before it could be asked.
    private readonly long _since;
    private readonly string[] _streams;
    private readonly HashSet<ProcessIdentity> _found = [];
    private readonly HashSet<ProcessIdentity> _killed = [];

    public ProcessSweep(string token, int program, IEnumerable<Stream> streams)
    {
        _token = Encoding.ASCII.GetBytes(token);
        _program = program;
        _since = ProcessTable.Entry(program)?.Identity.Started ?? 0;
        _streams = [.. streams.OfType<PipeStream>().Select(NameOf).OfType<string>()];
    }

    /// <summary>How many were killed, without the program itself.</summary>
    public int Killed
    {
        get
        {
            lock (_found)
            {
                return _killed.Count;
            }
        }
    }

    /// <summary>How many could not be killed.</summary>
    public int Survivors { get; private set; }

    /// <summary>Whether anything lives, apart from the program itself.</summary>
    public bool Look()
    {
        lock (_found)
        {
            return Living().Count > 0;
        }
    }

    /// <summary>Waits for what lives to end by itself; whether it did.</summary>
    public bool WaitUntilGone(Countdown countdown)
    {
        while (Look())
        {
            if (countdown.Left == TimeSpan.Zero)
            {
                return false;
            }

            Thread.Sleep(Pause);
        }

        return true;
    }

    /// <summary>Kills what lives, and what that starts meanwhile, until there is nothing.</summary>
    public void Kill(TimeSpan time)
    {
        lock (_found)
        {
            Countdown countdown = new(time);
            while (true)
            {
                List<ProcessIdentity> living = Living();
                Survivors = living.Count;
                if (living.Count == 0 || countdown.Left == TimeSpan.Zero)
                {
                    _killed.ExceptWith(living);
                    return;
                }

                foreach (ProcessIdentity identity in living)
                {
                    Kill(identity.Id);
                    _killed.Add(identity);
                }

                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Kills those who hold a stream of the program, and what they have started.</summary>
    public void KillHolders(TimeSpan time)
    {
        lock (_found)
        {
            foreach (ProcessEntry entry in ProcessTable.Entries(_since))
            {
                if (
                    entry.Identity.Id != _program
                    && entry.Identity.Id != Environment.ProcessId
                    && ProcessTable.HoldsOneOf(entry.Identity.Id, _streams)
                )
                {
                    _found.Add(entry.Identity);
                }
            }
        }

        Kill(time);
    }

    private static string? NameOf(PipeStream stream) =>
        ProcessTable.Link($"/proc/self/fd/{stream.SafePipeHandle.DangerousGetHandle()}");

    private static void Kill(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has just ended, or is not ours to kill: the next look says which.
        }
    }

    // Parents come before their children often, not always: numbers are given anew. Hence until nothing is added.
    private List<ProcessIdentity> Living()
    {
        List<ProcessEntry> entries = [.. ProcessTable.Entries(_since)];
        HashSet<int> family = [];
        foreach (ProcessEntry entry in entries)
        {
            if (
                entry.Identity == new ProcessIdentity(_program, _since)
                || _found.Contains(entry.Identity)
                || ProcessTable.HasInEnvironment(entry.Identity.Id, _token)
            )
            {
                family.Add(entry.Identity.Id);
            }
        }

        int before;
        do
        {
            before = family.Count;
            family.UnionWith(entries.Where(entry => family.Contains(entry.Parent)).Select(Number));
        } while (family.Count > before);

        List<ProcessIdentity> living =
        [
            .. entries
                .Where(entry => entry.Identity.Id != _program && family.Contains(entry.Identity.Id))
                .Select(static entry => entry.Identity),
        ];
        _found.UnionWith(living);
        return living;

        static int Number(ProcessEntry entry) => entry.Identity.Id;
    }
}
