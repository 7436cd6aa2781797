using System.Runtime.InteropServices;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>Turns the first Ctrl-C (or termination signal) into a request to stop; the second ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Interruption(Surroundings surroundings)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Cancellation);
        if (surroundings.ListensToSignals)
        {
            // Before the handlers here, so that only a signal that they let through ends the subjects.
            OpenSubjects.Watch();
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
        }
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
