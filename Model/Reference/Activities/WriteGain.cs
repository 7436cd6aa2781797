using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// An entry for a page of device memory that nobody shares gets the right to write that its VMA gives, as if the page had
/// been written before it moved (MIG-14 keeps the right).
/// </summary>
/// <param name="Process">Whose page.</param>
/// <param name="Page">Which page.</param>
public sealed record WriteGain(int Process, int Page) : Activity
{
    private static readonly ClauseSet Gaining = ClauseSet.Of("CON-7", "MIG-14");

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Gain(state);

    [Step("allow stores")]
    [Clause("CON-7")]
    [Clause("MIG-14")]
    private Successor Gain(State state)
    {
        Process process = state.Processes[Process];
        Pte pte = process.PageTable[Page];
        bool gains =
            pte.Kind == PteKind.DevicePrivate
            && process.Space.IsWritable(Page)
            && state.FrameAt(pte.Target).Mappings == 1;
        return End(gains ? state.WithPte(Process, Page, pte with { Writable = true }) : state, Outcome.Ok, Gaining);
    }
}
