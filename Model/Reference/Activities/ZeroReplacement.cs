using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>A zeroed frame takes the place of the shared zero frame or of nothing, or the other way round.</summary>
/// <param name="Process">Whose page.</param>
/// <param name="Page">Which page.</param>
public sealed record ZeroReplacement(int Process, int Page) : Activity
{
    private static readonly ClauseSet Opening = ClauseSet.Of("CON-7", "NTF-4");
    private static readonly ClauseSet Replacing = ClauseSet.Of("CON-7", "NTF-3", "MAP-10");

    /// <summary>Whether the window is open.</summary>
    public bool Opened { get; init; }

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Page = locals.Number(Page),
            Opened = locals.Flag(Opened),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) => Opened ? Close(state) : Open(state);

    [Step("invalidate range start")]
    [Clause("CON-7")]
    private Successor Open(State state)
    {
        Activity resume = this with { Opened = true };
        return Windows.Open(state, resume, Process, new PageRange(Page, 1), EventKind.Clear, -1, Opening);
    }

    [Step("replace entry, flush TLB, invalidate range end")]
    [Clause("CON-7")]
    [Clause("MAP-10")]
    private Successor Close(State state)
    {
        State? replaced = Replace(state);
        State closed = Windows.Close(replaced ?? state, Process, Reply.Window, out Event end);
        Status status = replaced is null ? Status.ENOMEM : Status.Ok;
        return End(closed, new Outcome(status, 0, 0, [], []), Replacing, default, [end]);
    }

    private State? Replace(State state)
    {
        Pte pte = state.Processes[Process].PageTable[Page];
        if (pte.IsMapped && !pte.Target.IsZero)
        {
            bool isZeros = state.FrameAt(pte.Target) is { Value: 0, References: 1 };
            Pte zero = pte with { Target = Target.Zero, Writable = false, Dirty = false };
            return isZeros
                ? FrameRules.DropMapping(
                    TableRules.ReplaceAndFlush(state, Process, Page, zero),
                    pte.Target,
                    dirty: false
                )
                : state;
        }

        int free = FrameRules.NextFree(state);
        bool isEmpty = pte.Kind == PteKind.None && FileRules.Behind(state, Process, Page) is null;
        if (free < 0 || !(pte.IsMapped || isEmpty))
        {
            return null;
        }

        Target target = Target.System(free);
        State taken = FrameRules.Take(state, free, Frame.New(0) with { Mappings = 1 });
        Pte own = pte.IsMapped
            ? pte with
            {
                Target = target,
            }
            : TableRules.Mapping(taken, Process, Page, target, writable: false);
        return TableRules.ReplaceAndFlush(taken, Process, Page, own);
    }
}
