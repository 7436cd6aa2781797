using System.Diagnostics;

namespace HmmSpec.Exploration;

/// <summary>What a search has counted, apart from its states.</summary>
internal sealed class Tally(int operations)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly TimeSpan _cpuBegan = CpuOfProcess();
    private double _secondsBefore;
    private double _cpuBefore;

    /// <summary>The transitions of each operation, up to the last block.</summary>
    public long[] Operations { get; } = new long[operations];

    /// <summary>The transitions that lead to another state.</summary>
    public long Changing { get; set; }

    /// <summary>The distance of the level being expanded.</summary>
    public int Level { get; set; }

    /// <summary>The largest distance of a state found.</summary>
    public int Depth { get; set; }

    /// <summary>How many things are broken.</summary>
    public long Breaches { get; set; }

    /// <summary>The largest size of all that was held, in bytes.</summary>
    public long PeakBytes { get; set; }

    /// <summary>How many states there were when the search was resumed.</summary>
    public long StatesBefore { get; set; }

    /// <summary>For how long this process has searched.</summary>
    public double SecondsHere => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    /// <summary>For how long all processes have searched.</summary>
    public double Seconds => _secondsBefore + SecondsHere;

    /// <summary>How many seconds of processors were used.</summary>
    public double CpuSeconds => _cpuBefore + (CpuOfProcess() - _cpuBegan).TotalSeconds;

    /// <summary>How many transitions were taken, up to the last block.</summary>
    public long Transitions => Operations.Sum();

    /// <summary>Takes what the threads have counted in a block.</summary>
    public void Take(Candidates candidates)
    {
        ReadOnlySpan<long> counts = candidates.Counts;
        for (int operation = 0; operation < counts.Length; operation++)
        {
            Operations[operation] += counts[operation];
        }

        Changing += candidates.Changing;
        candidates.End();
    }

    /// <summary>Writes the counts to a checkpoint.</summary>
    public void Save(CheckpointWriter writer)
    {
        writer.Write<long>(Operations);
        writer.Write(Changing);
        writer.Write(Level);
        writer.Write(Depth);
        writer.Write(Breaches);
        writer.Write(PeakBytes);
        writer.Write(BitConverter.DoubleToInt64Bits(Seconds));
        writer.Write(BitConverter.DoubleToInt64Bits(CpuSeconds));
    }

    /// <summary>Reads the counts from a checkpoint.</summary>
    public void Load(CheckpointReader reader)
    {
        reader.ReadArray<long>().CopyTo(Operations, 0);
        Changing = reader.ReadInt64();
        Level = reader.ReadInt32();
        Depth = reader.ReadInt32();
        Breaches = reader.ReadInt64();
        PeakBytes = reader.ReadInt64();
        _secondsBefore = BitConverter.Int64BitsToDouble(reader.ReadInt64());
        _cpuBefore = BitConverter.Int64BitsToDouble(reader.ReadInt64());
    }

    private static TimeSpan CpuOfProcess()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
