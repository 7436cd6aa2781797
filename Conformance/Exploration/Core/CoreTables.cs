using System.Numerics;

namespace HmmSpec.Exploration.Core;

/// <summary>A transition of one page.</summary>
/// <param name="Delta">What it adds to the code of the page.</param>
/// <param name="Operation">The index of the operation on the page.</param>
/// <param name="Needs">The device of which it needs a free frame, as a bit; 0 for none.</param>
internal readonly record struct CoreMove(int Delta, ushort Operation, ushort Needs);

/// <summary>
/// The rules compiled: every state that a page can reach has a code, and each code its transitions. The initial state
/// has code 0.
/// </summary>
internal sealed class CoreTables
{
    private readonly CoreMove[] _moves;
    private readonly int[] _first;

    public CoreTables(int devices, CoreDefect defect)
    {
        Devices = devices;
        Operations = CoreOperation.All(devices);
        CoreRules rules = new(devices, defect);
        Dictionary<CorePage, int> codes = new() { [default] = 0 };
        List<CorePage> pages = [default];
        List<CoreMove> moves = [];
        List<int> first = [];
        for (int code = 0; code < pages.Count; code++)
        {
            first.Add(moves.Count);
            foreach ((int index, CoreOperation operation) in Operations.Index())
            {
                if (rules.Apply(pages[code], operation) is CorePage next)
                {
                    if (codes.TryAdd(next, pages.Count))
                    {
                        pages.Add(next);
                    }

                    int needs = operation.Verb == CoreVerb.Migrate ? 1 << operation.Device : 0;
                    moves.Add(new CoreMove(codes[next] - code, (ushort)index, (ushort)needs));
                }
            }
        }

        first.Add(moves.Count);
        _moves = [.. moves];
        _first = [.. first];
        Pages = pages;
        Codes = codes;
        Broken = [.. pages.Select(page => CoreInvariants.Broken(page, devices))];
        Holder = [.. pages.Select(static page => page.Pte == CorePte.Private ? page.Device : -1)];
        Bits = BitOperations.Log2((uint)pages.Count - 1) + 1;
    }

    /// <summary>How many devices there are.</summary>
    public int Devices { get; }

    /// <summary>The operations on a page.</summary>
    public IReadOnlyList<CoreOperation> Operations { get; }

    /// <summary>The states of a page by code.</summary>
    public IReadOnlyList<CorePage> Pages { get; }

    /// <summary>The codes of the states of a page.</summary>
    public IReadOnlyDictionary<CorePage, int> Codes { get; }

    /// <summary>What a page breaks, by code.</summary>
    public string?[] Broken { get; }

    /// <summary>Of which device a page uses a frame, by code; -1 for none.</summary>
    public int[] Holder { get; }

    /// <summary>How many bits a code needs.</summary>
    public int Bits { get; }

    /// <summary>The transitions of a page.</summary>
    public ReadOnlySpan<CoreMove> Moves(int code) => _moves.AsSpan(_first[code], _first[code + 1] - _first[code]);
}
