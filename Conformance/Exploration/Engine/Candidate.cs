using System.Runtime.InteropServices;

namespace HmmSpec.Exploration;

/// <summary>A successor that may be new.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Origin">Where it comes from: the position of its parent in the unit, and which of its successors it is.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct Candidate(ulong Key, uint Origin);
