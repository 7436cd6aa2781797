using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>Expands the states of a unit, in order.</summary>
internal sealed class UnitExpander(ITransitionSystem system, Candidates candidates, Layout layout)
{
    private readonly IPackedTransitionSystem? _packed = system as IPackedTransitionSystem;

    /// <summary>Expands all states of a unit.</summary>
    public void Expand(WorkUnit unit)
    {
        int position = 0;
        foreach (Run run in unit.Runs)
        {
            ReadOnlySpan<byte> text = run.Segment.Data.AsSpan(run.Offset);
            if (!layout.IsPacked)
            {
                ExpandTexts(text, run.Count, ref position);
            }
            else if (_packed is not null)
            {
                ExpandPacked(MemoryMarshal.Cast<byte, ulong>(text)[..run.Count], _packed, ref position);
            }
            else
            {
                ExpandBytes(MemoryMarshal.Cast<byte, ulong>(text)[..run.Count], ref position);
            }
        }

        candidates.EndUnit();
    }

    private void ExpandPacked(ReadOnlySpan<ulong> keys, IPackedTransitionSystem packed, ref int position)
    {
        foreach (ulong key in keys)
        {
            candidates.Begin(position++);
            packed.Expand(StateKey.ToPacked(key), candidates);
        }
    }

    private void ExpandBytes(ReadOnlySpan<ulong> keys, ref int position)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong key in keys)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, StateKey.ToPacked(key));
            candidates.Begin(position++);
            system.Expand(bytes[..layout.StateSize], candidates);
        }
    }

    private void ExpandTexts(ReadOnlySpan<byte> text, int count, ref int position)
    {
        int offset = 0;
        for (int index = 0; index < count; index++)
        {
            candidates.Begin(position++);
            system.Expand(StateText.Read(text, ref offset), candidates);
        }
    }
}
