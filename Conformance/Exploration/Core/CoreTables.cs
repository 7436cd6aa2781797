using System.Numerics;

namespace HmmSpec.Exploration.Core;

/// <summary>
/// The rules compiled: every state that a page can reach has a code, and each code its transitions. The initial state
/// has code 0.
/// </summary>
internal sealed class CoreTables
{
    private readonly List<CoreMoves> _moves = [];

    public CoreTables(int devices, CoreDefect defect)
    {
        Devices = devices;
        Operations = CoreOperation.All(devices);
        CoreRules rules = new(devices, defect);
        Dictionary<CorePage, int> codes = new() { [default] = 0 };
        List<CorePage> pages = [default];
        for (int code = 0; code < pages.Count; code++)
        {
            List<(int Delta, int Operation)> moves = [];
            foreach ((int index, CoreOperation operation) in Operations.Index())
            {
                if (rules.Apply(pages[code], operation) is CorePage next)
                {
                    if (codes.TryAdd(next, pages.Count))
                    {
                        pages.Add(next);
                    }

                    moves.Add((codes[next] - code, index));
                }
            }

            _moves.Add(
                new CoreMoves(
                    Steps(moves.Where(move => move.Delta != 0 && !IsMigration(move.Operation))),
                    Steps(moves.Where(move => IsMigration(move.Operation))),
                    [.. moves.Where(static move => move.Delta == 0).Select(static move => (ushort)move.Operation)]
                )
            );
        }

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

    /// <summary>The transitions of the page at a place, by code: what they add to the state of the world.</summary>
    public CoreMoves[] MovesOf(int page) =>
        [
            .. _moves.Select(moves => new CoreMoves(
                At(page, moves.Free),
                At(page, moves.Migrations),
                [.. moves.Still.Select(operation => (ushort)(operation + (page * Operations.Count)))]
            )),
        ];

    private CoreSteps At(int page, CoreSteps steps) =>
        steps with
        {
            Deltas = [.. steps.Deltas.Select(delta => delta << (page * Bits))],
            Operations = [.. steps.Operations.Select(operation => (ushort)(operation + (page * Operations.Count)))],
        };

    // A page that migrates is present, so that migration always changes it.
    private bool IsMigration(int operation) => Operations[operation].Verb == CoreVerb.Migrate;

    private CoreSteps Steps(IEnumerable<(int Delta, int Operation)> moves)
    {
        (int Delta, int Operation)[] steps = [.. moves];
        return new CoreSteps(
            [.. steps.Select(static step => (long)step.Delta)],
            [.. steps.Select(static step => (ushort)step.Operation)],
            [.. steps.Select(step => Operations[step.Operation].Device)]
        );
    }
}
