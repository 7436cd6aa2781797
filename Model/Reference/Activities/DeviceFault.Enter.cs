using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <content>DMA mappings, and the entry of the result into the mirror.</content>
public sealed partial record DeviceFault
{
    private static readonly ClauseSet Mapping = ClauseSet.Of("DMA-1", "FLT-16");
    private static readonly ClauseSet Installing = ClauseSet.Of("FLT-8", "FLT-12", "DMA-1");
    private static readonly ClauseSet NoDma = ClauseSet.Of("DMA-2");

    [Step("map for DMA")]
    [Clause("DMA-1")]
    [Clause("FLT-14")]
    [Clause("FLT-16")]
    private Successor MapDma(State state)
    {
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        if (!mirror.IsOpen || IsStale(state))
        {
            return To(Left(state), Again, Restarting(state));
        }

        // Up to the first page for which there is no IOVA: what comes before it is entered all the same (DMA-2).
        State mapped = state;
        Sequence<int> iovas = [];
        bool complete = true;
        for (int index = 0; index < Found.Count && complete; index++)
        {
            int iova = -1;
            FoundPage found = Found[index];
            bool needs = found.IsValid && found.Target.IsSystem && !HasEntry(state, mirror, index);
            complete = !needs || MirrorRules.TryMapDma(ref mapped, Device, found.Target, out iova);
            iovas = iovas.Add(iova);
        }

        return To(mapped, this with { Label = Step.Check, Mapped = iovas }, Mapping);
    }

    [Step("enter into mirror, unlock driver")]
    [Clause("FLT-8")]
    [Clause("FLT-12")]
    [Clause("FLT-16")]
    [Clause("DMA-1")]
    [Clause("DMA-2")]
    private Successor Install(State state)
    {
        State mapped = state;
        Mirror mirror = state.Processes[Process].Mirrors[Device];
        Table<MirrorEntry> entries = mirror.Entries;
        bool complete = true;
        for (int index = 0; index < Found.Count && complete; index++)
        {
            if (Found[index].IsValid)
            {
                complete = TryEnter(ref mapped, mirror, index, out MirrorEntry entered);
                entries = complete ? entries.Set(Range.Start + index, entered) : entries;
            }
        }

        State installed = Left(mapped.WithMirror(Process, Device, mirror with { Entries = entries, Locked = false }));
        return complete ? End(installed, Reported(), Installing) : Fail(installed, Status.ENOMEM, NoDma);
    }

    private bool TryEnter(ref State state, Mirror mirror, int index, out MirrorEntry entered)
    {
        MirrorEntry old = mirror.Entries[Range.Start + index];
        FoundPage found = Found[index];
        int address = index < Mapped.Count ? Mapped[index] : -1;
        if (HasEntry(state, mirror, index))
        {
            // Another fault has entered the page meanwhile: a mapping of our own is one too many.
            state = address < 0 ? state : MirrorRules.ReleaseIova(state, Device, address);
            entered = old with { Writable = old.Writable || found.IsWritable };
            return true;
        }

        if (!found.Target.IsSystem)
        {
            entered = new MirrorEntry(MirrorEntryKind.Device, found.Target.Frame, found.IsWritable, Dirty: false);
            return true;
        }

        bool mapped = address >= 0 || MirrorRules.TryMapDma(ref state, Device, found.Target, out address);
        entered = new MirrorEntry(MirrorEntryKind.System, address, found.IsWritable, Dirty: false);
        return mapped;
    }

    // Whether the mirror has an entry already that leads to what was found.
    private bool HasEntry(State state, Mirror mirror, int index)
    {
        MirrorEntry entry = mirror.Entries[Range.Start + index];
        return entry.IsValid && state.TargetOf(Device, entry) == Found[index].Target;
    }

    private State WithoutMapped(State state)
    {
        foreach (int iova in Mapped)
        {
            state = iova < 0 ? state : MirrorRules.ReleaseIova(state, Device, iova);
        }

        return state;
    }

    // Only an operation of its own says what it found; an access goes by the mirror.
    private Outcome Reported() =>
        Caller is null
            ? new(Status.Ok, 0, 0, [], Sequence.Generate(Found.Count, index => Found[index].Result))
            : Outcome.Ok;
}
