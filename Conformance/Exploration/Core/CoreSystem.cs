using System.Runtime.InteropServices;

namespace HmmSpec.Exploration.Core;

/// <summary>The core world as a system: a state is the codes of its pages side by side.</summary>
public sealed class CoreSystem : IPackedTransitionSystem
{
    private readonly CoreWorld _world;
    private readonly CoreTables _tables;
    private readonly CoreRepresentative? _representative;
    private readonly CoreMoves[][] _moves;
    private readonly ulong[] _successors;
    private readonly ushort[] _operations;
    private readonly uint _mask;

    private CoreSystem(CoreWorld world, CoreTables tables, CoreSymmetry symmetry)
    {
        _world = world;
        _tables = tables;
        _mask = (1u << tables.Bits) - 1;
        _representative = symmetry == CoreSymmetry.None ? null : new CoreRepresentative(tables, world.Pages, symmetry);
        _moves = [.. Enumerable.Range(0, world.Pages).Select(page => tables.MovesOf(page))];
        _successors = new ulong[world.Pages * tables.Operations.Count];
        _operations = new ushort[_successors.Length];
        Operations =
        [
            .. Enumerable
                .Range(0, world.Pages)
                .SelectMany(page => tables.Operations.Select(operation => operation.Name(page))),
        ];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Operations { get; }

    /// <summary>A factory of the system; the rules are compiled once.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="symmetry">Which states are taken for the same.</param>
    /// <param name="defect">A seeded defect, which distinguishes devices.</param>
    /// <exception cref="ArgumentException">The world cannot be; the message says why in one sentence.</exception>
    public static Func<ITransitionSystem> Factory(
        CoreWorld world,
        CoreSymmetry symmetry = CoreSymmetry.None,
        CoreDefect defect = CoreDefect.None
    )
    {
        if (world.Problem() is string impossible)
        {
            throw new ArgumentException(impossible);
        }

        CoreTables tables = new(world.Devices, defect);
        if (Problem(world, tables) is string problem)
        {
            throw new ArgumentException(problem);
        }

        if (defect != CoreDefect.None && symmetry == CoreSymmetry.All)
        {
            throw new ArgumentException("A defect distinguishes devices; symmetry over devices would hide that.");
        }

        return () => new CoreSystem(world, tables, symmetry);
    }

    /// <summary>Why a world cannot be explored, as a sentence; null if it can.</summary>
    public static string? Problem(CoreWorld world) =>
        world.Problem() ?? Problem(world, new CoreTables(world.Devices, CoreDefect.None));

    /// <inheritdoc />
    public void Begin(Candidates candidates) => candidates.Add(0ul, 0, changes: false);

    /// <inheritdoc />
    public void Expand(ReadOnlySpan<byte> state, Candidates candidates) =>
        Expand(MemoryMarshal.Read<ulong>(state), candidates);

    /// <inheritdoc />
    public void Expand(ulong state, Candidates candidates)
    {
        uint full = Check(state, candidates);
        int count = 0;
        for (int page = 0; page < _world.Pages; page++)
        {
            CoreMoves moves = _moves[page][(int)((uint)(state >> (page * _tables.Bits)) & _mask)];
            count += Put(state, moves.Free, count);
            CoreSteps migrations = moves.Migrations;
            for (int index = 0; index < migrations.Deltas.Length; index++)
            {
                if (((full >> migrations.Devices[index]) & 1) == 0)
                {
                    _successors[count] = state + (ulong)migrations.Deltas[index];
                    _operations[count++] = migrations.Operations[index];
                }
            }

            foreach (ushort operation in moves.Still)
            {
                candidates.Add(state, operation, changes: false);
            }
        }

        Span<ulong> successors = _successors.AsSpan(0, count);
        if (_representative is not null)
        {
            foreach (ref ulong successor in successors)
            {
                successor = _representative.Of(successor);
            }
        }

        candidates.AddAll(successors, _operations.AsSpan(0, count));
    }

    /// <inheritdoc />
    public string Describe(ReadOnlySpan<byte> state)
    {
        ulong packed = MemoryMarshal.Read<ulong>(state);
        return string.Join(
            '\n',
            Enumerable
                .Range(0, _world.Pages)
                .Select(page =>
                    $"page {page}: {_tables.Pages[(int)((uint)(packed >> (page * _tables.Bits)) & _mask)].Text(_world.Devices)}"
                )
        );
    }

    private static string? Problem(CoreWorld world, CoreTables tables) =>
        tables.Bits * world.Pages <= 64
            ? null
            : $"A state of a core world has at most 64 bits; {world.Pages} pages of {tables.Bits} bits need "
                + $"{tables.Bits * world.Pages}.";

    private int Put(ulong state, CoreSteps steps, int count)
    {
        ReadOnlySpan<long> deltas = steps.Deltas;
        Span<ulong> successors = _successors.AsSpan(count, deltas.Length);
        for (int index = 0; index < successors.Length; index++)
        {
            successors[index] = state + (ulong)deltas[index];
        }

        steps.Operations.CopyTo(_operations.AsSpan(count));
        return deltas.Length;
    }

    // Reports what is broken; the devices without a free frame, as bits.
    private uint Check(ulong state, Candidates candidates)
    {
        ulong used = 0;
        for (int page = 0; page < _world.Pages; page++)
        {
            int code = (int)((uint)(state >> (page * _tables.Bits)) & _mask);
            if (_tables.Broken[code] is string broken)
            {
                candidates.Report(broken);
            }

            int holder = _tables.Holder[code];
            used += holder < 0 ? 0 : 1ul << (8 * holder);
        }

        uint full = 0;
        for (int device = 0; device < _world.Devices; device++)
        {
            int frames = (byte)(used >> (8 * device));
            full |= frames >= _world.Capacity ? 1u << device : 0;
            if (frames > _world.Capacity)
            {
                candidates.Report(CoreInvariants.Capacity(device));
            }
        }

        return full;
    }
}
