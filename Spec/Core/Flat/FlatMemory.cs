using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>The value of a page of flat memory.</summary>
/// <param name="Value">What a load delivers.</param>
/// <param name="Leaving">Whether its mapping is going, so that an access may be refused as well as succeed (CON-3).</param>
public readonly record struct FlatPage(ulong Value, bool Leaving) : IHash64
{
    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Value, Leaving ? 1UL : 0);
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
            FlatEffectKind.Load => process.Space.IsReadable(page) && process.Pages[page].Value == effect.Value,
            FlatEffectKind.Store => process.Space.IsWritable(page),
            FlatEffectKind.Add => process.Space.IsWritable(page) && process.Pages[page].Value == effect.Value,
            FlatEffectKind.RefusedLoad => !process.Space.IsReadable(page) || process.Pages[page].Leaving,
            FlatEffectKind.RefusedStore => !process.Space.IsWritable(page) || process.Pages[page].Leaving,
            FlatEffectKind.None
            or FlatEffectKind.Map
            or FlatEffectKind.Leave
            or FlatEffectKind.Unmap
            or FlatEffectKind.Protect
            or FlatEffectKind.Discard
            or FlatEffectKind.Create
            or FlatEffectKind.Copy
            or FlatEffectKind.Exit => true,
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
            FlatEffectKind.None or FlatEffectKind.Load or FlatEffectKind.RefusedLoad or FlatEffectKind.RefusedStore =>
                this,
            FlatEffectKind.Store or FlatEffectKind.Add => With(
                effect.Process,
                process with
                {
                    Pages = Filled(
                        process.Pages,
                        effect.Range,
                        (source, page) => source.Pages[page] with { Value = unchecked(effect.Value + effect.Added) },
                        process
                    ),
                }
            ),
            FlatEffectKind.Map => With(
                effect.Process,
                process with
                {
                    Space = process.Space.With(effect.Range, effect.Protection),
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
                    Space = process.Space.With(effect.Range, effect.Protection),
                }
            ),
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
        };
    }

    private static FlatProcess Copied(FlatProcess parent, FlatProcess child, FlatEffect effect) =>
        child with
        {
            Space = child.Space.With(effect.Range, effect.Protection),
            Pages = Filled(child.Pages, effect.Range, static (source, page) => source.Pages[page], parent),
        };

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
