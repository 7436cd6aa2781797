using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>
/// What may have happened by itself (CON-7) and could explain something about a page, or a resource that was there or not.
/// </summary>
public static class Happenings
{
    /// <summary>What could have happened to a page.</summary>
    public static IEnumerable<Spontaneous> At(State state, PageAddress page)
    {
        if (!state.IsAlive(page.Process) || (uint)page.Page >= (uint)state.World.Pages)
        {
            yield break;
        }

        Process process = state.Processes[page.Process];
        Pte pte = process.PageTable[page.Page];
        bool readable = process.Space.IsReadable(page.Page);
        bool writable = process.Space.IsWritable(page.Page);
        if (pte.Kind is PteKind.DevicePrivate or PteKind.Swap)
        {
            yield return new BringBack(page.Process, page.Page);
        }

        if (pte is { Kind: PteKind.DevicePrivate, Writable: false } && writable)
        {
            yield return new GainWrite(page.Process, page.Page);
        }

        if (pte.IsMapped && !pte.Target.IsZero)
        {
            yield return new Reclaim(page.Process, page.Page);
        }

        if (IsLazilyFree(state, page))
        {
            yield return new EndLazyFree(page.Process, page.Page);
        }

        if (IsZeros(state, pte) && process.Space.TryFind(page.Page, out Vma vma) && !vma.Backing.IsFile)
        {
            yield return new ReplaceZero(page.Process, page.Page);
        }

        // A page of a file comes with its neighbours when one of them is read.
        bool isOfFile = pte.Kind == PteKind.None && process.Space.TryFind(page.Page, out Vma its) && its.Backing.IsFile;
        if (isOfFile && readable)
        {
            yield return new Populate(page.Process, page.Page, Write: false);
        }

        if (writable && !(pte is { Kind: PteKind.Present, Writable: true }))
        {
            yield return new Populate(page.Process, page.Page, Write: true);
        }

        if (!isOfFile && readable && pte.Kind != PteKind.Present)
        {
            yield return new Populate(page.Process, page.Page, Write: false);
        }

        for (int device = 0; device < state.World.Devices; device++)
        {
            Mirror mirror = process.Mirrors[device];
            if (mirror is { IsOpen: true, FailsNextUpdate: true })
            {
                yield return new KillMirror(page.Process, device); // An invalidation of any of its pages can have done it.
            }

            if (!mirror.IsOpen || !mirror.Interval.Contains(new PageRange(page.Page, 1)))
            {
                continue;
            }

            MirrorEntry entry = mirror.Entries[page.Page];
            if (entry.IsValid)
            {
                yield return new DropEntry(page.Process, device, page.Page);
            }

            if (pte is { Kind: PteKind.DeviceExclusive, Writable: true } && !entry.IsValid)
            {
                yield return new KeepExclusive(page.Process, device, page.Page);
            }

            if (readable && !entry.IsValid)
            {
                yield return new Prefetch(page.Process, device, page.Page, Write: false);
            }

            if (writable && !entry.Writable)
            {
                yield return new Prefetch(page.Process, device, page.Page, Write: true);
            }
        }
    }

    /// <summary>What could have made room for an operation: of each kind and device the first.</summary>
    /// <param name="state">The state.</param>
    /// <param name="spared">The pages that the operation is about, which come last.</param>
    internal static IEnumerable<Spontaneous> Room(State state, (int Process, PageRange Range) spared) =>
        Cached(state)
            .Concat(Everywhere(state, spared))
            .Where(happening =>
                happening is Reclaim or BringBack or DropEntry or Uncache || FreesZeros(state, happening)
            )
            .DistinctBy(happening => (happening.GetType(), DeviceOf(state, happening)));

    /// <summary>What could have dropped the content of a page, if it is lazily free (ADV-4).</summary>
    internal static IEnumerable<Spontaneous> Dropping(State state, PageAddress page) =>
        IsLazilyFree(state, page) ? [new Reclaim(page.Process, page.Page)] : [];

    /// <summary>What could have decided that reclaim does not drop the content of a page, if it is lazily free (ADV-4).</summary>
    internal static IEnumerable<Spontaneous> Keeping(State state, PageAddress page) =>
        IsLazilyFree(state, page) ? [new EndLazyFree(page.Process, page.Page)] : [];

    /// <summary>What could have made a page of a private mapping one of its own, if the file's is behind it (ND-7).</summary>
    internal static IEnumerable<Spontaneous> Copying(State state, PageAddress page) =>
        state.Files.Count > 0
        && state.IsAlive(page.Process)
        && state.Processes[page.Process].Space.TryFind(page.Page, out Vma vma)
        && vma.Backing is { IsFile: true, IsShared: false }
        && state.Processes[page.Process].Space.IsWritable(page.Page)
        && state.Processes[page.Process].PageTable[page.Page] is var pte
        && (pte.Kind == PteKind.None || state.IsOfPageCache(pte))
            ? [new Populate(page.Process, page.Page, Write: true)]
            : [];

    /// <summary>What could have made an operation need what it would not have needed.</summary>
    /// <param name="state">The state.</param>
    /// <param name="own">The pages that the operation is about.</param>
    internal static IEnumerable<Spontaneous> Need(State state, (int Process, PageRange Range) own) =>
        Enumerable
            .Range(own.Range.Start, own.Range.Count)
            .SelectMany(page => At(state, new PageAddress(own.Process, page)))
            .Where(static happening => happening is Reclaim or DropEntry);

    /// <summary>What could have used up what an operation needs: of each kind and device the first.</summary>
    /// <param name="state">The state.</param>
    /// <param name="spared">The pages that the operation is about, which come last.</param>
    internal static IEnumerable<Spontaneous> Use(State state, (int Process, PageRange Range) spared) =>
        Everywhere(state, spared)
            .Where(happening =>
                happening is Populate or BringBack or Prefetch
                || (happening is ReplaceZero && !FreesZeros(state, happening))
            )
            // That of a page that is where it stays shows nowhere else.
            .OrderBy(happening => !IsThere(state, happening))
            .DistinctBy(static happening => (happening.GetType(), (happening as Prefetch)?.Device));

    private static bool IsThere(State state, Spontaneous happening) =>
        happening is Prefetch it
        && state.Processes[it.Process].PageTable[it.Page] is { Kind: PteKind.Present } pte
        && (pte.Writable || !it.Write);

    /// <summary>What could have brought the use of a supply up or down.</summary>
    internal static IEnumerable<Spontaneous> Shifting(State state, Supply supply, bool up) =>
        Cached(state)
            .Concat(Everywhere(state))
            .Where(happening =>
                supply switch
                {
                    Supply.None => false,
                    Supply.Frames => up
                        ? happening is Populate or ReplaceZero or BringBack
                        : happening is Reclaim or Uncache || FreesZeros(state, happening),
                    Supply.DeviceFrames => !up && happening is BringBack,
                    Supply.Iovas => up && happening is Prefetch,
                    Supply.Slots => up && happening is Reclaim or Uncache,
                }
            );

    // Pages of files that are cached and that nobody maps.
    private static IEnumerable<Spontaneous> Cached(State state) =>
        from file in Enumerable.Range(0, state.Files.Count)
        from index in Enumerable.Range(0, state.World.FilePages)
        let cached = state.FilePageAt(new FileAddress(file, index)).Cached
        where cached >= 0 && state.Memory[cached].Mappings == 0
        select new Uncache(file, index);

    private static IEnumerable<Spontaneous> Everywhere(State state, (int Process, PageRange Range) spared = default) =>
        from process in Enumerable.Range(0, state.World.Processes)
        where state.IsAlive(process)
        from page in Enumerable.Range(0, state.World.Pages)
        orderby process == spared.Process && spared.Range.Contains(page)
        from happening in At(state, new PageAddress(process, page))
        select happening;

    private static bool IsLazilyFree(State state, PageAddress page) =>
        state.IsAlive(page.Process)
        && (uint)page.Page < (uint)state.World.Pages
        && state.Processes[page.Process].PageTable[page.Page] is { IsMapped: true, Target.IsZero: false } pte
        && state.FrameAt(pte.Target).LazyFree;

    private static bool IsZeros(State state, Pte pte) =>
        pte.Kind == PteKind.None
        || (pte.IsMapped && (pte.Target.IsZero || state.FrameAt(pte.Target) is { Value: 0, References: 1 }));

    private static bool FreesZeros(State state, Spontaneous happening) =>
        happening is ReplaceZero it
        && state.Processes[it.Process].PageTable[it.Page] is { IsMapped: true, Target.IsZero: false };

    private static int DeviceOf(State state, Spontaneous happening) =>
        happening switch
        {
            BringBack it => state.Processes[it.Process].PageTable[it.Page] is { Kind: PteKind.DevicePrivate } pte
                ? pte.Target.Device
                : -1,
            DropEntry it => it.Device,
            Reclaim
            or Populate
            or Prefetch
            or ReplaceZero
            or GainWrite
            or EndLazyFree
            or Uncache
            or KillMirror
            or KeepExclusive => -1,
        };

    /// <summary>
    /// The state after a page was dropped and others kept its frame, whose entries were in the way (ND-11), or null if that
    /// could not be.
    /// </summary>
    /// <param name="state">The state before it.</param>
    /// <param name="happening">What happened.</param>
    internal static State? Alone(State state, Spontaneous happening) =>
        happening is Reclaim it
        && IsLazilyFree(state, new PageAddress(it.Process, it.Page))
        && state.FrameAt(state.Processes[it.Process].PageTable[it.Page].Target).Mappings > 1
        && ReferenceModel.Run(state, new DontNeed(it.Process, new PageRange(it.Page, 1)))
            is { Outcome.Status: Status.Ok } dropped
            ? dropped.After
            : null;

    /// <summary>The state after something has happened, or null if it could not.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="happening">What happened.</param>
    /// <param name="lacked">Whether it could not for want of a frame or an IOVA.</param>
    public static State? After(State state, Spontaneous happening, out bool lacked)
    {
        Transition transition = ReferenceModel.Run(state, happening);

        // An error that a fault gives for want of memory it gives for other reasons too: then there are frames.
        bool isFull = state.Memory.NextFree() < 0 || transition.After.Memory.NextFree() < 0;
        lacked =
            transition.Outcome.Status == Status.ENOMEM
            || (transition.Outcome.Status == state.Profile.OutOfMemoryFaultError && isFull);
        lacked |= happening is Reclaim or Uncache && state.Swap.NextFree() < 0;
        return transition.Outcome.Status == Status.Ok && transition.After.Hash64 != state.Hash64
            ? transition.After
            : null;
    }
}
