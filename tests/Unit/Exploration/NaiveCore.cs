namespace HmmSpec.Tests.Exploration;

/// <summary>
/// The core world written down a second time, straight from its description: a state is a text of digits, the rules are
/// about the whole state, and the search is a hash set. Slow, and nothing is shared with the explorer.
/// </summary>
internal sealed class NaiveCore(int pages, int devices, int capacity)
{
    private const int None = 0;
    private const int Pro = 1;
    private const int Prw = 2;
    private const int Swap = 3;
    private const int Priv = 4;

    // The fields of a page.
    private const int Vma = 0;
    private const int Pte = 1;
    private const int Val = 2;
    private const int Back = 3;
    private const int Dirty = 4;
    private const int Flat = 5;
    private const int Mir = 6;

    private int Width => Mir + devices;

    private int Excl => Priv + devices;

    /// <summary>All reachable states.</summary>
    public HashSet<string> States { get; } = [];

    public long Transitions { get; private set; }

    public long Changing { get; private set; }

    public int Depth { get; private set; }

    public NaiveCore Explore()
    {
        string initial = new('0', pages * Width);
        States.Add(initial);
        List<string> level = [initial];
        for (int depth = 0; level.Count > 0; depth++)
        {
            Depth = depth;
            List<string> next = [];
            foreach (string state in level)
            {
                foreach (string successor in Successors(state))
                {
                    Transitions++;
                    Changing += successor == state ? 0 : 1;
                    if (States.Add(successor))
                    {
                        next.Add(successor);
                    }
                }
            }

            level = next;
        }

        return this;
    }

    /// <summary>How many states differ by more than the places of pages, and of devices if wanted.</summary>
    public int Orbits(bool alsoDevices) =>
        States.Select(state => Renamings(state, alsoDevices).Min(StringComparer.Ordinal)).Distinct().Count();

    private IEnumerable<string> Renamings(string state, bool alsoDevices)
    {
        foreach (
            int[] places in alsoDevices
                ? Permutations(devices)
                :
                [
                    [.. Enumerable.Range(0, devices)],
                ]
        )
        {
            IEnumerable<string> renamed = Enumerable
                .Range(0, pages)
                .Select(page => Renamed(state.Substring(page * Width, Width), places))
                .Order(StringComparer.Ordinal);
            yield return string.Concat(renamed);
        }
    }

    private string Renamed(string page, int[] places)
    {
        char[] renamed = page.ToCharArray();
        int pte = page[Pte] - '0';
        renamed[Pte] = (char)(
            '0'
            + (
                pte < Priv ? pte
                : pte < Excl ? Priv + places[pte - Priv]
                : Excl + places[pte - Excl]
            )
        );
        for (int device = 0; device < devices; device++)
        {
            renamed[Mir + places[device]] = page[Mir + device];
        }

        return new string(renamed);
    }

    private static IEnumerable<int[]> Permutations(int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Permutations(count - 1)
                .SelectMany(rest =>
                    Enumerable.Range(0, count).Select(place => (int[])[.. rest[..place], count - 1, .. rest[place..]])
                );

    private IEnumerable<string> Successors(string state) =>
        Enumerable.Range(0, pages).SelectMany(page => OfPage(state, page));

    private IEnumerable<string> OfPage(string state, int page)
    {
        int at = page * Width;
        int vma = state[at + Vma] - '0';
        int pte = state[at + Pte] - '0';
        bool present = pte is Pro or Prw;
        string cleared = Set(state, [.. Enumerable.Range(0, devices).Select(d => (at + Mir + d, 0))]);
        if (vma == 0)
        {
            yield return Set(state, (at + Vma, 2));
        }
        else
        {
            yield return state.Remove(at, Width).Insert(at, new string('0', Width));
            yield return pte is None or Swap ? Set(state, (at + Pte, Pro))
            : present ? state
            : Set(cleared, (at + Pte, pte < Excl ? Pro : Prw));
        }

        if (vma == 1)
        {
            yield return Set(state, (at + Vma, 2));
        }

        if (vma == 2)
        {
            yield return Set(cleared, (at + Vma, 1), (at + Pte, pte == Prw || pte >= Excl ? Pro : pte));
            foreach (int v in (int[])[0, 1])
            {
                string target = pte == Prw ? state : cleared;
                yield return Set(target, (at + Pte, Prw), (at + Val, v), (at + Flat, v), (at + Dirty, 1));
            }
        }

        if (present)
        {
            string swapped =
                state[at + Dirty] == '1'
                    ? Set(cleared, (at + Back, state[at + Val] - '0'))
                    : Set(cleared, (at + Val, state[at + Back] - '0'));
            yield return Set(swapped, (at + Dirty, 0), (at + Pte, Swap));
        }

        for (int d = 0; d < devices; d++)
        {
            foreach (string successor in OfDevice(state, cleared, at, d))
            {
                yield return successor;
            }
        }
    }

    private IEnumerable<string> OfDevice(string state, string cleared, int at, int d)
    {
        int vma = state[at + Vma] - '0';
        int pte = state[at + Pte] - '0';
        int mir = state[at + Mir + d] - '0';
        bool present = pte is Pro or Prw;
        if (vma != 0 && mir == 0)
        {
            string target =
                pte is None or Swap ? Set(state, (at + Pte, Pro))
                : present || pte == Priv + d ? state
                : pte < Excl ? Set(cleared, (at + Pte, Pro))
                : Set(cleared, (at + Pte, Prw));
            yield return Set(target, (at + Mir + d, 1));
        }

        if (vma == 2 && mir != 2)
        {
            string target = pte == Prw || pte == Priv + d ? state : Set(cleared, (at + Pte, Prw));
            yield return Set(target, (at + Mir + d, 2));
        }

        if (mir == 2)
        {
            yield return Set(state, (at + Val, 0), (at + Flat, 0), (at + Dirty, 1));
            yield return Set(state, (at + Val, 1), (at + Flat, 1), (at + Dirty, 1));
        }

        if (present && Enumerable.Range(0, pages).Count(q => state[(q * Width) + Pte] - '0' == Priv + d) < capacity)
        {
            yield return Set(cleared, (at + Pte, Priv + d));
        }

        if (pte == Priv + d)
        {
            yield return Set(cleared, (at + Pte, Pro));
        }

        if (vma == 2 && present)
        {
            yield return Set(cleared, (at + Mir + d, 2), (at + Pte, Excl + d));
        }
    }

    private static string Set(string state, params ReadOnlySpan<(int Place, int Digit)> changes)
    {
        char[] copy = state.ToCharArray();
        foreach ((int place, int digit) in changes)
        {
            copy[place] = (char)('0' + digit);
        }

        return new string(copy);
    }
}
