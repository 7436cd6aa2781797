namespace HmmSpec.Spec;

/// <summary>
/// Informally: whatever devices, migrations and reclaim did, memory is what a program without any of them would have.
/// </summary>
/// <remarks>
/// With no activity open, for every process: it lives, and has the mappings and rights that it has in flat memory, and
/// each of its pages has the content that flat memory holds, and each page of each file; a page that flat memory holds no
/// store of has zeros, and it is poisoned exactly if flat memory has lost it. (The
/// loads and refusals on the way there are held against <see cref="FlatMemory.Allows"/>, one by one, and flat memory
/// changes commit by commit.)
/// </remarks>
[Invariant("INV-30")]
[Clause("TRN-1")]
[Clause("TRN-2")]
[Clause("CON-3")]
[Clause("EVC-11")]
public static class FlatAgreement
{
    /// <summary>The first place where a state differs from flat memory, or null.</summary>
    public static Violation? Check(State state, FlatMemory flat)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            FlatProcess promised = flat.Processes[number];
            if (process.Alive != promised.Alive || !process.Space.Equals(promised.Space))
            {
                return Broken("TRN-1", $"p{number} has {Of(process.Alive, process.Space)}, {Promised(promised)}");
            }

            for (int page = 0; page < process.PageTable.Count; page++)
            {
                if (promised.Pages[page].Lost != (process.PageTable[page].Kind == PteKind.Poisoned))
                {
                    string what = promised.Pages[page].Lost ? "is lost in flat memory and not here" : "is lost";
                    return Broken("EVC-11", $"{InvariantSentences.Page(number, page)} {what}");
                }

                ulong wanted = flat.ValueOf(number, page);
                ulong found = state.ContentOf(number, page);
                if (found != wanted)
                {
                    string sentence = $"{InvariantSentences.Page(number, page)} holds {found}, in flat memory {wanted}";
                    return Broken(wanted == 0 ? "TRN-2" : "TRN-1", sentence);
                }
            }
        }

        return OfFiles(state, flat);
    }

    private static Violation? OfFiles(State state, FlatMemory flat)
    {
        for (int file = 0; file < state.Files.Count; file++)
        {
            FlatFile promised = flat.Files[file];
            if (state.Files[file].Length != promised.Length)
            {
                return Broken(
                    "TRN-1",
                    $"f{file} has {state.Files[file].Length} pages, in flat memory {promised.Length}"
                );
            }

            for (int index = 0; index < promised.Length; index++)
            {
                FileAddress address = new(file, index);
                ulong found = state.ContentOf(address);
                ulong wanted = flat.ValueOf(address);
                if (found != wanted)
                {
                    return Broken("TRN-1", $"page {index} of f{file} holds {found}, in flat memory {wanted}");
                }
            }
        }

        return null;
    }

    /// <summary>That flat memory does not allow a commit, or null if it does.</summary>
    public static Violation? Check(FlatMemory flat, FlatEffect effect) =>
        flat.Allows(effect) ? null : Broken("TRN-1", Refusal(flat, effect));

    private static string Refusal(FlatMemory flat, FlatEffect effect)
    {
        FlatProcess process = flat.Processes[effect.Process];
        int page = effect.Range.Start;
        string place = InvariantSentences.Page(effect.Process, page);
        string right =
            process.Pages[page].Lost ? "is lost"
            : process.Pages[page].Leaving ? "is being unmapped"
            : process.Space.IsWritable(page) ? "may be read and written"
            : process.Space.IsReadable(page) ? "may be read"
            : "may not be accessed";
        return effect.Kind switch
        {
            FlatEffectKind.Load => $"a load of {place} delivers {effect.Value}; in flat memory it {right} and holds "
                + $"{flat.ValueOf(effect.Process, page)}",
            FlatEffectKind.Add => $"an atomic access to {place} delivers {effect.Value}; in flat memory it {right} and "
                + $"holds {flat.ValueOf(effect.Process, page)}",
            FlatEffectKind.Store => $"a store to {place} succeeds; in flat memory it {right}",
            FlatEffectKind.Drop => $"the content of {place} is dropped; in flat memory it may not be",
            FlatEffectKind.RefusedLoad => $"a load of {place} is refused; in flat memory it {right}",
            FlatEffectKind.RefusedStore => $"a store to {place} is refused; in flat memory it {right}",
            FlatEffectKind.BeyondEnd =>
                $"an access to {place} is refused because its file ends before it; in flat memory " + "it does not",
            FlatEffectKind.Fetch or FlatEffectKind.TakeCopy or FlatEffectKind.PutCopy =>
                $"{place} becomes a copy of {effect.Value}; in flat memory it holds {flat.ValueOf(effect.Process, page)}, and "
                    + (process.FilePageOf(page) is null ? "that is no page of a file" : "that is of a file"),
            FlatEffectKind.RefusedLost => $"an access to {place} is refused as lost; in flat memory it {right}",
            FlatEffectKind.None
            or FlatEffectKind.Lose
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
            or FlatEffectKind.LazyFree
            or FlatEffectKind.Advise
            or FlatEffectKind.Lock
            or FlatEffectKind.Move => $"{place}: flat memory does not allow this",
        };
    }

    private static Violation Broken(string clause, string sentence) => new("INV-30", clause, sentence);

    private static string Promised(FlatProcess process) => $"in flat memory {Of(process.Alive, process.Space)}";

    private static string Of(bool alive, AddressSpace space)
    {
        string text = alive ? "a life" : "no life";
        foreach (Vma vma in space.Vmas)
        {
            text += $" and {BackingText.Format(vma)}";
        }

        return text;
    }
}
