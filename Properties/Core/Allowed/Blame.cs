using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>The clause that a misfit breaks, and the step of the reference that decides.</summary>
internal static class Blame
{
    /// <summary>The clause and the step; no step if none of the operation's changed what does not fit.</summary>
    public static (string Clause, StepName? Step) Of(State before, Operation operation, Misfit misfit)
    {
        string clause = misfit.Clause.Length > 0 ? misfit.Clause : Clause(before, operation, misfit);
        return (clause, Attribution.StepOf(before, operation, clause));
    }

    private static string Clause(State before, Operation operation, Misfit misfit) =>
        misfit.Kind switch
        {
            DivergenceKind.Page => Exists(before, misfit)
                ? PageBlame.OfPage(before, operation, misfit)
                : Attribution.OfOutcome(before, operation),
            DivergenceKind.Mirror => Exists(before, misfit)
                ? PageBlame.OfMirror(before, operation, misfit)
                : Attribution.OfOutcome(before, operation),
            DivergenceKind.Outcome when misfit.Results is { } results => PageBlame.OfResult(operation, misfit, results),
            DivergenceKind.Events => Attribution.OfEvent(before, operation, misfit.Progress & (EventFit.Progress - 1)),
            DivergenceKind.State => OfTotal(misfit) ?? Attribution.OfOutcome(before, operation),
            DivergenceKind.Outcome
            or DivergenceKind.Invariant
            or DivergenceKind.Crash
            or DivergenceKind.Specification => Attribution.OfOutcome(before, operation),
        };

    // How much is in use is a matter of all operations until then; the invariant says what it has to be.
    private static string? OfTotal(Misfit misfit) =>
        misfit.Supply switch
        {
            Supply.None => null,
            Supply.Frames or Supply.DeviceFrames => misfit.IsMore ? "RCL-7" : "RCL-8",
            Supply.Iovas => "DMA-5",
            Supply.Slots => "RCL-5",
        };

    private static bool Exists(State before, Misfit misfit) =>
        (uint)misfit.Page.Process < (uint)before.World.Processes
        && (uint)misfit.Page.Page < (uint)before.World.Pages
        && misfit.Device < before.World.Devices;
}
