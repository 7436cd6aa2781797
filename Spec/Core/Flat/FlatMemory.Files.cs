using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <content>Pages whose value is a file's (FIL-14).</content>
public sealed partial record FlatMemory
{
    // Whether there is a page at all behind a page: its own, or one that its file has, or had when it was mapped.
    private bool IsThere(FlatProcess process, int page) =>
        Files.Count == 0
        || process.FilePageOf(page) is not FileAddress address
        || Files[address.File].Has(address.Index)
        || Files[address.File].IsLeaving(address.Index);

    private FlatMemory WithFile(FlatEffect effect)
    {
        bool cuts = effect.Kind == FlatEffectKind.SetLength;
        FlatFile file = Files[effect.Backing.File];
        Table<FlatPage> pages = file.Pages;
        for (int index = effect.Range.Start; index < effect.Range.End; index++)
        {
            pages = pages.Set(index, cuts ? pages[index] with { Leaving = true } : default);
        }

        FlatFile changed = new(cuts ? effect.Range.Start : file.Length, pages);
        FlatMemory memory = cuts ? this : KeepingLeaving(effect.Backing.File, effect.Range);
        return memory with { Files = Files.Set(effect.Backing.File, changed) };
    }

    // An access to a page that is being unmapped succeeds as before or is refused, whatever becomes of the file (CON-3).
    private FlatMemory KeepingLeaving(int file, PageRange holes)
    {
        FlatMemory memory = this;
        for (int number = 0; number < Processes.Count; number++)
        {
            FlatProcess process = Processes[number];
            for (int page = 0; page < process.Pages.Count; page++)
            {
                if (
                    process.Pages[page].Leaving
                    && process.FilePageOf(page) is FileAddress address
                    && address.File == file
                    && holes.Contains(address.Index)
                )
                {
                    FlatPage kept = process.Pages[page] with { Value = ValueOf(address), Kept = true };
                    process = process with { Pages = process.Pages.Set(page, kept) };
                }
            }

            memory = memory.With(number, process);
        }

        return memory;
    }

    private static bool IsOfPrivateFile(FlatProcess process, int page) =>
        process.Space.BackingOf(page).Kind == BackingKind.Private && !process.Pages[page].Own;

    private FlatMemory Stored(FlatProcess process, FlatEffect effect)
    {
        int page = effect.Range.Start;
        ulong stored = unchecked(effect.Value + effect.Added);
        if (Files.Count == 0 || process.FilePageOf(page) is not FileAddress address)
        {
            return With(
                effect.Process,
                WithPage(
                    process,
                    page,
                    old => old with { Value = stored, LazyFree = effect.KeepsLazyFree && old.LazyFree }
                )
            );
        }

        FlatFile file = Files[address.File];
        FlatPage changed = file.Pages[address.Index] with { Value = stored };
        return this with
        {
            Files = Files.Set(address.File, file with { Pages = file.Pages.Set(address.Index, changed) }),
        };
    }
}
