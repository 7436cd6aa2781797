using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary>The command on a thread of its own, until it is asked to stop.</summary>
internal sealed class Listening : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FirstLine _error = new();
    private readonly Task<ExitCode> _run;

    public Listening(string command)
    {
        Surroundings surroundings = new(TextWriter.Null, _error) { Cancellation = _stop.Token };
        _run = Task.Run(() => (ExitCode)CommandLine.Run(command.Split(' '), surroundings));
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<string> Address() => (await _error.Line)["hmmspec: listening on ".Length..];

    public async Task<ExitCode> Stop()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _error.Dispose();
    }

    /// <summary>Waits for the first line that is written.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
    }
}
