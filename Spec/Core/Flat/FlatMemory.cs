using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// Memory as the program sees it: a second, tiny specification without devices, migration, swap or copy-on-write. That
/// HMM cannot be told from it is the promise of transparency (TRN-1).
/// </summary>
/// <param name="Processes">The processes.</param>
public sealed partial record FlatMemory(Table<FlatProcess> Processes)
{
    private static readonly Table<FlatFile> NoFiles = Table<FlatFile>.Of(0, new(0, Table<FlatPage>.Of(0, default)));

    /// <summary>The files.</summary>
    public Table<FlatFile> Files { get; init; } = NoFiles;

    /// <summary>Flat memory at the start of a run: process 0 with nothing mapped.</summary>
    public static FlatMemory Initial(World world)
    {
        FlatProcess absent = new(false, AddressSpace.Empty, Table<FlatPage>.Of(world.Pages, default));
        return new FlatMemory(Table<FlatProcess>.Of(world.Processes, absent).Set(0, absent with { Alive = true }))
        {
            Files =
                world.AllFiles == 0
                    ? NoFiles
                    : Table<FlatFile>.Create(world.AllFiles, file => FlatFile.Initial(world, file)),
        };
    }

    /// <summary>What a load of a page delivers.</summary>
    public ulong ValueOf(int process, int page) =>
        Files.Count > 0 && Processes[process].FilePageOf(page) is FileAddress address
            ? ValueOf(address)
            : Processes[process].Pages[page].Value;

    /// <summary>What a page of a file holds; zero beyond the pages that it can have.</summary>
    public ulong ValueOf(FileAddress address) =>
        (uint)address.Index < (uint)Files[address.File].Pages.Count
            ? Files[address.File].Pages[address.Index].Value
            : 0;

    /// <summary>Whether flat memory allows this commit: a load the value, a refusal the lack of a right.</summary>
    public bool Allows(FlatEffect effect)
    {
        FlatProcess process = Processes[effect.Process];
        int page = effect.Range.Start;
        return effect.Kind switch
        {
            FlatEffectKind.Load => process.Space.IsReadable(page)
                && !process.Pages[page].Lost
                && IsThere(process, page)
                && ValueOf(effect.Process, page) == effect.Value,
            FlatEffectKind.Store => process.Space.IsWritable(page)
                && !process.Pages[page].Lost
                && IsThere(process, page),
            FlatEffectKind.Add => process.Space.IsWritable(page)
                && !process.Pages[page].Lost
                && IsThere(process, page)
                && ValueOf(effect.Process, page) == effect.Value,
            FlatEffectKind.RefusedLost => process.Pages[page].Lost,
            FlatEffectKind.RefusedLoad => !process.Space.IsReadable(page) || process.Pages[page].Leaving,
            FlatEffectKind.RefusedStore => !process.Space.IsWritable(page) || process.Pages[page].Leaving,
            // A child may lose a page before the range that it is in counts as copied; and with a page that another process
            // made lazily free goes the parent's, if nobody ever stored to it: it reads as before.
            FlatEffectKind.Drop => process.Pages[page].LazyFree
                || process.Pages[page] == default
                || !process.Space.TryFind(page, out _),
            FlatEffectKind.BeyondEnd => process.FilePageOf(page) is FileAddress address
                && !Files[address.File].Has(address.Index),
            FlatEffectKind.Fetch or FlatEffectKind.TakeCopy => IsOfPrivateFile(process, page)
                && IsThere(process, page)
                && ValueOf(effect.Process, page) == effect.Value,
            // Others may have stored to the file since the copy was fetched.
            FlatEffectKind.PutCopy => IsOfPrivateFile(process, page),
            FlatEffectKind.None
            or FlatEffectKind.LazyFree
            or FlatEffectKind.Advise
            or FlatEffectKind.Lock
            or FlatEffectKind.Map
            or FlatEffectKind.Leave
            or FlatEffectKind.Unmap
            or FlatEffectKind.Protect
            or FlatEffectKind.Discard
            or FlatEffectKind.Create
            or FlatEffectKind.Copy
            or FlatEffectKind.SetLength
            or FlatEffectKind.ZeroFile
            or FlatEffectKind.Exit
            or FlatEffectKind.Move
            or FlatEffectKind.Lose => true,
        };
    }

    /// <summary>Flat memory after a commit.</summary>
    public FlatMemory After(FlatEffect effect)
    {
        if (effect.Kind is FlatEffectKind.None or FlatEffectKind.Load or FlatEffectKind.Fetch)
        {
            return this;
        }

        FlatProcess process = Processes[effect.Process];
        return effect.Kind switch
        {
            FlatEffectKind.None
            or FlatEffectKind.Load
            or FlatEffectKind.RefusedLoad
            or FlatEffectKind.RefusedStore
            or FlatEffectKind.RefusedLost
            or FlatEffectKind.BeyondEnd
            or FlatEffectKind.Fetch => this,
            FlatEffectKind.SetLength or FlatEffectKind.ZeroFile => WithFile(effect),
            FlatEffectKind.Store or FlatEffectKind.Add => Stored(process, effect),
            FlatEffectKind.PutCopy or FlatEffectKind.TakeCopy => With(
                effect.Process,
                WithPage(process, effect.Range.Start, page => page with { Value = effect.Value, Own = true })
            ),
            FlatEffectKind.Map => With(
                effect.Process,
                process with
                {
                    Space = process.Space.With(
                        new Vma(effect.Range, effect.Protection, effect.Backing) { Flags = effect.Flags }
                    ),
                }
            ),
            FlatEffectKind.Leave => With(
                effect.Process,
                process with
                {
                    Pages = Filled(
                        process.Pages,
                        effect.Range,
                        static (source, page) => source.Pages[page] with { Leaving = true },
                        process
                    ),
                }
            ),
            FlatEffectKind.Unmap => With(
                effect.Process,
                process with
                {
                    Space = process.Space.Without(effect.Range),
                    Pages = Filled(process.Pages, effect.Range, static (_, _) => default, process),
                }
            ),
            FlatEffectKind.Protect => With(
                effect.Process,
                process with
                {
                    Space = process.Space.WithRights(effect.Range, effect.Protection),
                }
            ),
            FlatEffectKind.Drop => With(
                effect.Process,
                WithPage(process, effect.Range.Start, _ => Dropped(process, effect.Range.Start))
            ),
            FlatEffectKind.Discard => With(
                effect.Process,
                process with
                {
                    Pages = Filled(process.Pages, effect.Range, Dropped, process),
                }
            ),
            FlatEffectKind.Create => With(effect.Child, Processes[effect.Child] with { Alive = true }),
            FlatEffectKind.Copy => With(effect.Child, Copied(process, Processes[effect.Child], effect)),
            FlatEffectKind.Exit => With(
                effect.Process,
                new FlatProcess(false, AddressSpace.Empty, Table<FlatPage>.Of(process.Pages.Count, default))
            ),
            FlatEffectKind.LazyFree => With(
                effect.Process,
                process with
                {
                    Pages = Filled(
                        process.Pages,
                        effect.Range,
                        static (source, page) => source.Pages[page] with { LazyFree = true },
                        process
                    ),
                }
            ),
            FlatEffectKind.Advise => With(
                effect.Process,
                process with
                {
                    Space = process.Space.Advised(effect.Range, effect.Advice),
                }
            ),
            FlatEffectKind.Lock => With(
                effect.Process,
                process with
                {
                    Space = process.Space.Locked(effect.Range, effect.Flags.HasFlag(VmaFlags.Locked)),
                }
            ),
            FlatEffectKind.Move => With(effect.Process, process with { Pages = Moved(process.Pages, effect) }),
            FlatEffectKind.Lose => WithLost(effect.Lost),
        };
    }

    private FlatMemory WithLost(Sequence<PageAddress> lost)
    {
        FlatMemory memory = this;
        foreach ((int number, int page) in lost)
        {
            FlatProcess process = memory.Processes[number];
            FlatPage gone = new(0, process.Pages[page].Leaving) { Lost = true, Own = process.Pages[page].Own };
            memory = memory.With(number, process with { Pages = process.Pages.Set(page, gone) });
        }

        return memory;
    }

    private static FlatProcess Copied(FlatProcess parent, FlatProcess child, FlatEffect effect)
    {
        // What a child has of a range that does not count as copied yet is marked as leaving, for it is not mapped.
        int first = effect.Range.Start;
        if (effect.IsEarly)
        {
            return child with
            {
                Pages = child.Pages.Set(
                    first,
                    parent.Pages[first] with
                    {
                        Leaving = true,
                        StillShared = effect.IsShared,
                    }
                ),
            };
        }

        VmaFlags flags = parent.Space.TryFind(first, out Vma vma) ? vma.With(locked: false).Flags : VmaFlags.None;
        return child with
        {
            Space = child.Space.With(new Vma(effect.Range, effect.Protection, effect.Backing) { Flags = flags }),
            Pages = flags.HasFlag(VmaFlags.WipeOnFork)
                ? child.Pages
                : Filled(
                    child.Pages,
                    effect.Range,
                    (source, page) => Copied(source.Pages[page], child.Pages[page]),
                    parent
                ),
        };
    }

    // What the child got early is its own, but for what the parent has stored since to what they shared.
    private static FlatPage Copied(FlatPage parents, FlatPage childs) =>
        childs.Leaving && !(childs.StillShared && parents.Own)
            ? childs with
            {
                Leaving = false,
                StillShared = false,
            }
            : parents;

    // What is going goes on going; and a child may lose a page before the range that it is in counts as copied.
    private static FlatPage Dropped(FlatProcess process, int page) =>
        new(0, Leaving: process.Pages[page].Leaving || !process.Space.TryFind(page, out _));

    private static Table<FlatPage> Moved(Table<FlatPage> pages, FlatEffect effect)
    {
        for (int offset = 0; offset < effect.Range.Count; offset++)
        {
            int page = effect.Range.Start + offset;
            pages = pages.Set(effect.NewStart + offset, pages[page]).Set(page, default);
        }

        return pages;
    }

    private static Table<FlatPage> Filled(
        Table<FlatPage> pages,
        PageRange range,
        Func<FlatProcess, int, FlatPage> value,
        FlatProcess source
    )
    {
        for (int page = range.Start; page < range.End; page++)
        {
            pages = pages.Set(page, value(source, page));
        }

        return pages;
    }

    private static FlatProcess WithPage(FlatProcess process, int page, Func<FlatPage, FlatPage> changed) =>
        process with
        {
            Pages = process.Pages.Set(page, changed(process.Pages[page])),
        };

    private FlatMemory With(int number, FlatProcess process) =>
        this with
        {
            Processes = Processes.Set(number, process),
        };
}
