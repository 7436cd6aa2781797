using System.ComponentModel;
using System.Diagnostics;

namespace HmmSpec.Protocol;

/// <summary>
/// Lines over standard input and output of a program that is started for it, and ended with it, with everything that it
/// has started.
/// </summary>
public sealed class ProcessChannel : ILineChannel, IPeer
{
    /// <summary>The variable in the environment of a subject by which it and its children are known.</summary>
    public const string TokenVariable = "HMMSPEC_SUBJECT";

    // What a program that has ended can have left in its pipe is less than this, whatever size it gave the pipe.
    private const long MostRemaining = 64 << 20;

    // execve's answer to a file that is neither a binary nor a script.
    private const int ExecFormatError = 8;

    private readonly SubjectAddress.Program _address;
    private readonly ChannelSettings _settings;
    private readonly Process _process;
    private readonly LineExchange _lines;
    private readonly ErrorTail _errors;
    private readonly ProcessSweep? _sweep;
    private readonly Thread _waiter;
    private volatile ProgramExit? _exit;
    private volatile bool _killed;
    private int _disposed;

    private ProcessChannel(SubjectAddress.Program address, ChannelSettings settings, Process process, string token)
    {
        _address = address;
        _settings = settings;
        _process = process;
        Token = token;
        Stream input = process.StandardInput.BaseStream;
        Stream output = process.StandardOutput.BaseStream;
        Stream errors = process.StandardError.BaseStream;
        _sweep = OperatingSystem.IsLinux() ? new ProcessSweep(token, process.Id, [input, output, errors]) : null;
        _lines = new(this, input, input.Dispose, output, settings.Remainder, address.Words[0]);
        _errors = new(errors, address.Words[0]);
        _waiter = ChannelThread.Start($"end of {address.Words[0]}", WaitForExit);
    }

    /// <summary>The value of <see cref="TokenVariable"/> that this program and its children have, and no others.</summary>
    public string Token { get; }

    /// <inheritdoc/>
    public ChannelEvidence Evidence =>
        _lines.AddTo(
            new ChannelEvidence
            {
                Address = _address,
                Exit = _exit,
                Killed = _killed,
                Leftovers = _sweep?.Killed ?? 0,
                Survivors = _sweep?.Survivors ?? 0,
                StandardError = _errors.Lines(),
            }
        );

    bool IPeer.IsGone => _exit is not null;

    /// <summary>Starts the program; null, and why, if it cannot be.</summary>
    public static ProcessChannel? Start(
        SubjectAddress.Program address,
        ChannelSettings settings,
        out StartFailure? failure
    )
    {
        if (ProgramFile.Find(address.Words[0], out failure) is not string path)
        {
            return null;
        }

        OpenSubjects.Watch();
        string token = OpenSubjects.NewToken();
        ProcessStartInfo start = new(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in address.Words.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        // A subject that is hmmspec itself has subjects of its own: they keep the tokens of all above them.
        start.Environment[TokenVariable] = start.Environment.TryGetValue(TokenVariable, out string? above)
            ? $"{above} {token}"
            : token;
        try
        {
            Process process = Process.Start(start)!;
            ProcessChannel channel = new(address, settings, process, token);
            OpenSubjects.Add(channel);
            return channel;
        }
        catch (Win32Exception exception)
        {
            failure = Explain(address.Words[0], exception);
            return null;
        }
    }

    /// <inheritdoc/>
    public ChannelFailure? Send(ReadOnlySpan<byte> lines, TimeSpan deadline) => _lines.Send(lines, deadline);

    /// <inheritdoc/>
    public ReceivedLine Receive(TimeSpan deadline) => _lines.Receive(deadline);

    /// <summary>
    /// Ends the program's input, gives it and what it has started a little time to end as well, and kills what is left.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // While the program lives it can be seen whose children they are.
        _sweep?.Look();
        Countdown grace = new(_settings.Grace);
        _lines.Close();
        if (!_waiter.Join(grace.Left) || _sweep?.WaitUntilGone(grace) == false)
        {
            Kill();
        }

        if (!JoinStreams())
        {
            // Somebody without the token holds a stream: a child that has cleared its environment.
            _sweep?.KillHolders(_settings.Killing);
            JoinStreams();
        }

        if (_waiter.Join(_settings.Remainder))
        {
            _process.Dispose();
        }

        OpenSubjects.Remove(this);
    }

    /// <summary>Kills the program and everything that it has started. A caller who waits for a line is told who did it.</summary>
    internal void Abandon()
    {
        _lines.Close();
        Kill();
    }

    private void Kill()
    {
        // Looked for first, as above.
        _sweep?.Look();
        if (_exit is null)
        {
            try
            {
                _process.Kill(entireProcessTree: _sweep is null);
                _killed = true;
            }
            catch (Exception exception)
                when (exception is Win32Exception or InvalidOperationException or AggregateException)
            {
                // It has just ended, or may not be killed: then it counts as a survivor below.
            }
        }

        _sweep?.Kill(_settings.Killing);
    }

    ProgramExit? IPeer.Exit(TimeSpan time)
    {
        // Its last words belong to the evidence.
        if (_waiter.Join(time))
        {
            _errors.Join(time);
        }

        return _exit;
    }

    ChannelFailure IPeer.End(ProgramExit? exit, ClosedEnd end) =>
        exit is null ? new ChannelFailure.Closed(end) : new ChannelFailure.Ended(exit);

    private static StartFailure Explain(string name, Win32Exception exception)
    {
        string shown = PrintableText.Escape(name);
        return exception.NativeErrorCode == ExecFormatError
            ? new(StartProblem.NotExecutable, $"{shown} is neither a program of this machine nor a script with #!.")
            : new(
                StartProblem.Other,
                $"{shown} cannot be started: {PrintableText.Escape(exception.Message.TrimEnd('.'))}."
            );
    }

    private void WaitForExit()
    {
        _process.WaitForExit();
        _exit = new ProgramExit(_process.ExitCode);
        _lines.PeerIsGone(MostRemaining);
    }

    private bool JoinStreams()
    {
        Countdown countdown = new(_settings.Remainder);
        return _lines.JoinReader(countdown.Left) && _lines.JoinWriter(countdown.Left) && _errors.Join(countdown.Left);
    }
}
