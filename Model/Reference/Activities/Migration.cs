using System.Runtime.CompilerServices;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Reference;

/// <summary>
/// The migration of pages between system memory and a device's memory (mm/migrate_device.c): collect, unmap, silence,
/// copy, commit, finalize, each phase for all pages before the next begins.
/// </summary>
/// <param name="Process">Whose pages, or -1 when frames are evicted whoever maps them.</param>
/// <param name="Device">The device to which or from which the pages move.</param>
/// <param name="ToDevice">Whether they move to it.</param>
/// <param name="Part">The pages: a part of one VMA; empty for an eviction.</param>
public sealed partial record Migration(int Process, int Device, bool ToDevice, PageRange Part) : Activity
{
    private static readonly ClauseSet Silencing = ClauseSet.Of("MIG-8");

    /// <summary>The labels of the steps.</summary>
    [Closed]
    public enum Step
    {
        /// <summary>Collect one page.</summary>
        Collect,

        /// <summary>Close the window of the collection.</summary>
        Collected,

        /// <summary>Look for another mapping of the next page and open its window, or check the page's references.</summary>
        Unmap,

        /// <summary>Replace the other mapping and close its window.</summary>
        Unmapped,

        /// <summary>Restore one mapping of a page that was given up.</summary>
        Restore,

        /// <summary>Close the window in which the other mirrors were told.</summary>
        Told,

        /// <summary>Drop the device's own mirror entries.</summary>
        Silence,

        /// <summary>Make the copy of one page.</summary>
        Copy,

        /// <summary>Open the window for pages without a frame.</summary>
        Prepare,

        /// <summary>Insert one page that had no frame.</summary>
        Insert,

        /// <summary>Close the window of the insertion.</summary>
        Inserted,

        /// <summary>The destinations become the pages.</summary>
        Commit,

        /// <summary>Replace one migration entry of the next page.</summary>
        Finalize,
    }

    /// <summary>The next step.</summary>
    public Step Label { get; init; }

    /// <summary>The item to look at next.</summary>
    public int Cursor { get; init; }

    /// <summary>The pages.</summary>
    public Sequence<MigrationItem> Items { get; init; }

    /// <summary>The mapping whose window is open.</summary>
    public PageAddress Mapping { get; init; } = PageAddress.None;

    /// <summary>In which error it ends; Ok unless the collection failed.</summary>
    public Status Failure { get; init; }

    /// <inheritdoc/>
    public override Sequence<PageCopy> Copies =>
        Label == Step.Finalize
            ? []
            :
            [
                .. Items
                    .Where(static item => item.IsActive && item.HasSource && item.HasDestination)
                    .Select(static item => new PageCopy(item.Source, item.Destination)),
            ];

    /// <inheritdoc/>
    public override Activity Through(ILocals locals) =>
        this with
        {
            Process = locals.Process(Process),
            Device = locals.Device(Device),
            ToDevice = locals.Flag(ToDevice),
            Part = locals.Range(Part),
            Label = (Step)locals.Number((int)Label),
            Cursor = locals.Number(Cursor),
            Items = locals.Each(Items, static (locals, item) => item.Through(locals)),
            Mapping = new PageAddress(locals.Process(Mapping.Process), locals.Number(Mapping.Page)),
            Failure = (Status)locals.Number((int)Failure),
            Reply = locals.Reply(Reply),
        };

    /// <inheritdoc/>
    public override Successors Next(State state) =>
        Label switch
        {
            Step.Collect => Collect(state),
            Step.Collected => Collected(state),
            Step.Unmap => Unmap(state),
            Step.Unmapped => Unmapped(state),
            Step.Restore => Finalize(state),
            Step.Told => Told(state),
            Step.Silence => Silence(state),
            Step.Copy => Copy(state),
            Step.Prepare => Prepare(state),
            Step.Insert => Insert(state),
            Step.Inserted => Inserted(state),
            Step.Commit => Commit(state),
            Step.Finalize => Finalize(state),
        };

    [Step("silence own mirror")]
    [Clause("MIG-8")]
    private Successors Silence(State state)
    {
        if (!Items.Any(static item => item.IsActive))
        {
            return Finish(state, Silencing);
        }

        State silenced = state;
        if (Process >= 0 && state.Processes[Process].Mirrors[Device].IsOpen)
        {
            if (state.Processes[Process].Mirrors[Device].Locked)
            {
                return Blocked.DriverLock;
            }

            foreach (MigrationItem item in Items)
            {
                silenced = item.IsActive
                    ? MirrorRules.Drop(silenced, Process, Device, new PageRange(item.Page, 1))
                    : silenced;
            }
        }

        return To(silenced, this with { Label = Step.Copy, Cursor = 0 }, Silencing);
    }

    [Clause("MIG-16")]
    private Successor Finish(State state, ClauseSet clauses, [CallerMemberName] string step = "") =>
        End(
            state,
            new Outcome(Failure, 0, 0, [], Sequence.Generate(Items.Count, index => Items[index].Result)),
            clauses,
            step: step
        );

    private int NextActive(int from)
    {
        int index = from;
        while (index < Items.Count && !Items[index].IsActive)
        {
            index++;
        }

        return index;
    }
}
