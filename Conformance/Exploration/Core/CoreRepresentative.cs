namespace HmmSpec.Exploration.Core;

/// <summary>Finds for each state the least of those that are the same by symmetry.</summary>
internal sealed class CoreRepresentative
{
    private readonly int _pages;
    private readonly int _bits;
    private readonly int[][] _renamings;

    public CoreRepresentative(CoreTables tables, int pages, CoreSymmetry symmetry)
    {
        _pages = pages;
        _bits = tables.Bits;
        _renamings =
        [
            .. Permutations(symmetry == CoreSymmetry.All ? tables.Devices : 1)
                .Select(places =>
                    (int[])[.. tables.Pages.Select(page => tables.Codes[Renamed(page, places, tables.Devices)])]
                ),
        ];
    }

    /// <summary>The least state that is the same: pages in order of their codes, for the best names of the devices.</summary>
    public ulong Of(ulong state)
    {
        Span<int> codes = stackalloc int[CoreWorld.MostPages];
        ulong least = ulong.MaxValue;
        foreach (int[] renaming in _renamings)
        {
            for (int page = 0; page < _pages; page++)
            {
                Insert(codes, page, renaming[(int)(state >> (page * _bits)) & ((1 << _bits) - 1)]);
            }

            ulong candidate = 0;
            for (int page = 0; page < _pages; page++)
            {
                candidate |= (ulong)codes[page] << (page * _bits);
            }

            least = Math.Min(least, candidate);
        }

        return least;
    }

    private static void Insert(Span<int> codes, int count, int code)
    {
        int place = count;
        for (; place > 0 && codes[place - 1] > code; place--)
        {
            codes[place] = codes[place - 1];
        }

        codes[place] = code;
    }

    private static CorePage Renamed(CorePage page, int[] places, int devices)
    {
        if (places.Length == 1)
        {
            return page;
        }

        CorePage renamed = page.Clear();
        renamed = page.Pte is CorePte.Private or CorePte.Exclusive
            ? renamed.With(page.Pte, places[page.Device])
            : renamed;
        for (int device = 0; device < devices; device++)
        {
            renamed = renamed.WithMirror(places[device], page.Mirror(device));
        }

        return renamed;
    }

    private static IEnumerable<int[]> Permutations(int count) =>
        count == 1
            ?
            [
                [0],
            ]
            : from rest in Permutations(count - 1)
            from place in Enumerable.Range(0, count)
            select (int[])[.. rest[..place], count - 1, .. rest[place..]];
}
