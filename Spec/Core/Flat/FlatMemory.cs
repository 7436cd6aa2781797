using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The value of a page of flat memory.</summary>
/// <param name="Value">What a load delivers.</param>
/// <param name="Leaving">Whether its mapping is going, so that an access may be refused as well as succeed (CON-3).</param>
public readonly record struct FlatPage(ulong Value, bool Leaving) : IHash64
{
    /// <summary>Whether its content may be dropped, as it was not stored to since MADV_FREE (ADV-4).</summary>
    public bool LazyFree { get; init; }

    /// <summary>Whether its content was lost with a device (EVC-11).</summary>
    public bool Lost { get; init; }

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Value, (Leaving ? 1UL : 0) | (LazyFree ? 2UL : 0) | (Lost ? 4UL : 0));
}

/// <summary>A process as flat memory knows it: rights and values, no frames, no devices.</summary>
/// <param name="Alive">Whether it is there.</param>
/// <param name="Space">What is mapped, with which rights.</param>
/// <param name="Pages">The value of each page; 0 where nothing is mapped.</param>
public sealed record FlatProcess(bool Alive, AddressSpace Space, Table<FlatPage> Pages) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Triple(Alive ? 1UL : 0, Space.Hash64, Pages.Hash64);
}

/// <summary>
/// Memory as the program sees it: a second, tiny specification without devices, migration, swap or copy-on-write. That
/// HMM cannot be told from it is the promise of transparency (TRN-1).
/// </summary>
/// <param name="Processes">The processes.</param>
public sealed record FlatMemory(Table<FlatProcess> Processes)
{
    /// <summary>Flat memory at the start of a run: process 0 with nothing mapped.</summary>
    public static FlatMemory Initial(World world)
    {
        FlatProcess absent = new(false, AddressSpace.Empty, Table<FlatPage>.Of(world.Pages, default));
        return new FlatMemory(Table<FlatProcess>.Of(world.Processes, absent).Set(0, absent with { Alive = true }));
    }

    /// <summary>Whether flat memory allows this commit: a load the value, a refusal the lack of a right.</summary>
    public bool Allows(FlatEffect effect)
    {
        FlatProcess process = Processes[effect.Process];
        int page = effect.Range.Start;
        return effect.Kind switch
        {
            FlatEffectKind.Load => process.Space.IsReadable(page)
                && process.Pages[page] is { Lost: false } content
                && content.Value == effect.Value,
            FlatEffectKind.Store => process.Space.IsWritable(page) && !process.Pages[page].Lost,
            FlatEffectKind.Add => process.Space.IsWritable(page)
                && process.Pages[page] is { Lost: false } content
                && content.Value == effect.Value,
            FlatEffectKind.RefusedLost => process.Pages[page].Lost,
            FlatEffectKind.RefusedLoad => !process.Space.IsReadable(page) || process.Pages[page].Leaving,
            FlatEffectKind.RefusedStore => !process.Space.IsWritable(page) || process.Pages[page].Leaving,
            // A child may lose a page before the range that it is in counts as copied.
            FlatEffectKind.Drop => process.Pages[page].LazyFree || !process.Space.TryFind(page, out _),
            FlatEffectKind.None
            or FlatEffectKind.LazyFree
            or FlatEffectKind.Advise
            or FlatEffectKind.Map
            or FlatEffectKind.Leave
            or FlatEffectKind.Unmap
            or FlatEffectKind.Protect
            or FlatEffectKind.Discard
            or FlatEffectKind.Create
            or FlatEffectKind.Copy
            or FlatEffectKind.Exit
            or FlatEffectKind.Move
            or FlatEffectKind.Lose => true,
        };
    }

    /// <summary>Flat memory after a commit.</summary>
    public FlatMemory After(FlatEffect effect)
    {
        if (effect.Kind is FlatEffectKind.None or FlatEffectKind.Load)
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
            or FlatEffectKind.RefusedLost => this,
            FlatEffectKind.Store or FlatEffectKind.Add => With(
                effect.Process,
                process with
                {
                    Pages = Filled(
                        process.Pages,
                        effect.Range,
                        (source, page) =>
                            source.Pages[page] with
                            {
                                Value = unchecked(effect.Value + effect.Added),
                                LazyFree = effect.KeepsLazyFree && source.Pages[page].LazyFree,
                            },
                        process
                    ),
                }
            ),
            FlatEffectKind.Map => With(
                effect.Process,
                process with
                {
                    Space = process.Space.With(effect.Range, effect.Protection, effect.Flags),
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
            FlatEffectKind.Drop => With(effect.Process, process with { Pages = Dropped(process, effect.Range.Start) }),
            FlatEffectKind.Discard => With(
                effect.Process,
                process with
                {
                    Pages = Filled(process.Pages, effect.Range, static (_, _) => default, process),
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
            FlatPage gone = new(0, process.Pages[page].Leaving) { Lost = true };
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
            return child with { Pages = child.Pages.Set(first, parent.Pages[first] with { Leaving = true }) };
        }

        VmaFlags flags = parent.Space.TryFind(first, out Vma vma) ? vma.Flags : VmaFlags.None;
        return child with
        {
            Space = child.Space.With(effect.Range, effect.Protection, flags),
            Pages = flags.HasFlag(VmaFlags.WipeOnFork)
                ? child.Pages
                : Filled(
                    child.Pages,
                    effect.Range,
                    (source, page) =>
                        child.Pages[page].Leaving ? child.Pages[page] with { Leaving = false } : source.Pages[page],
                    parent
                ),
        };
    }

    private static Table<FlatPage> Dropped(FlatProcess process, int page) =>
        process.Pages.Set(page, process.Space.TryFind(page, out _) ? default : new FlatPage(0, Leaving: true));

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

    private FlatMemory With(int number, FlatProcess process) => new(Processes.Set(number, process));
}
