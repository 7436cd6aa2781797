using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using TraceOptions = HmmSpec.Conformance.TraceOptions;

namespace HmmSpec.Benchmarks;

/// <summary>
/// Answers of traces judged a second, by level of observation, from a stream to the verdict; and the live memory of a run
/// of many operations.
/// </summary>
internal static class TraceThroughput
{
    private const int Rounds = 5;
    private const int Length = 200;
    private const int Operations = 100_000;
    private const int FewOperations = 10_000;
    private const long EarlyOperations = 200_000;
    private const long LateOperations = 1_200_000;

    public static IEnumerable<Headline> Measure()
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            int operations = level == ObservationLevel.State ? FewOperations : Operations;
            byte[] trace = GeneratedTrace.Of(level, operations, Length);
            string name = $"validate, {ObservedNames.Levels.NameOf(level)}";
            (double wall, double cpu) = Best(trace);
            yield return new Headline(name, wall, "operations/s");
            yield return new Headline(
                $"{name}, both threads",
                cpu,
                "operations/CPU s",
                "reading alone",
                Reading(trace, operations)
            );
            yield return new Headline(
                $"{name}, size",
                Math.Round((double)trace.Length / operations),
                "bytes/operation"
            );
        }

        yield return Growth();
    }

    private static (double Wall, double Cpu) Best(byte[] trace)
    {
        double wall = 0;
        double cpu = 0;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            using MemoryStream stream = new(trace);
            TraceSummary summary = Judge(stream);
            wall = Math.Max(wall, summary.Operations / Stopwatch.GetElapsedTime(start).TotalSeconds);
            cpu = Math.Max(cpu, summary.Operations / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return (Math.Round(wall), Math.Round(cpu));
    }

    private static double Reading(byte[] trace, int operations)
    {
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            using MemoryStream stream = new(trace);
            TraceInput input = new(stream);
            while (input.TryNext(out _, out LineProblem? problem))
            {
                if (problem is not null)
                {
                    throw new InvalidOperationException(problem.Sentence);
                }
            }

            best = Math.Max(best, operations / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return Math.Round(best);
    }

    private static TraceSummary Judge(Stream stream)
    {
        TraceSummary summary = TraceValidation.Run("benchmark", stream, new TraceOptions(), static _ => { }, default);
        return summary.Verdict.Kind == VerdictKind.Conforms
            ? summary
            : throw new InvalidOperationException($"{summary.Verdict} {summary.Problem}");
    }

    // The trace is written while it is read, and is never whole in memory.
    private static Headline Growth()
    {
        long early = 0;
        long late = 0;
        using GeneratedTrace trace = new(ObservationLevel.Touched, LateOperations, LateOperations)
        {
            Progressed = written =>
            {
                early = early == 0 && written >= EarlyOperations ? GC.GetTotalMemory(forceFullCollection: true) : early;
                late = written >= LateOperations ? GC.GetTotalMemory(forceFullCollection: true) : late;
            },
        };
        Judge(trace);
        return new Headline(
            $"live memory after {LateOperations} operations of one run of validate, less that after {EarlyOperations}",
            Math.Round((late - early) / 1024.0, 1),
            "KiB"
        );
    }
}
