using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using HmmSpec.Exploration;
using HmmSpec.Exploration.Core;

namespace HmmSpec.Benchmarks;

/// <summary>A run of Spin over the core world.</summary>
/// <param name="States">How many states it stored.</param>
/// <param name="CpuSeconds">How many seconds of a processor it used.</param>
/// <param name="Bytes">How much memory it used.</param>
internal sealed partial record SpinRun(double States, double CpuSeconds, double Bytes)
{
    private const string Model = "tests/Benchmarks/Peers/core.pml";

    /// <summary>Runs Spin; null, and a line that says why, if that is not possible.</summary>
    /// <param name="world">The world.</param>
    /// <param name="expected">What was found here: Spin has to find the same.</param>
    public static SpinRun? Measure(CoreWorld world, ExplorationResult expected)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hmmspec-spin-");
        try
        {
            string model = Path.GetFullPath(Model);
            string sizes = $"-DP={world.Pages} -DD={world.Devices} -DC={world.Capacity}";
            Run(folder, "spin", $"{sizes} -a {model}");
            // The fastest that is breadth-first: no compression, no partial orders (there is one process), no cycles.
            Run(folder, "gcc", "-O2 -w -DBFS -DSAFETY -DNOREDUCE -DMEMLIM=12000 -o pan pan.c");
            double before = CpuOfChildren();
            string report = Run(folder, Path.Combine(folder.FullName, "pan"), "-w24");
            double seconds = CpuOfChildren() - before;
            double states = Figure(StatesLine(), report);
            if (
                states != expected.States
                || Figure(DepthLine(), report) != expected.Depth
                || Figure(ErrorsLine(), report) != 0
            )
            {
                throw new InvalidOperationException($"Spin finds another world:\n{report}");
            }

            return new SpinRun(states, seconds, Figure(MemoryLine(), report) * 1024 * 1024);
        }
        catch (Win32Exception exception)
        {
            Console.Error.WriteLine($"Spin is left out, it needs spin and gcc: {exception.Message}");
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(DirectoryInfo folder, string file, string arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{file} {arguments} failed:\n{output}");
    }

    // The kernel's sum over all children that ended: fields 16 and 17 of stat, in ticks of a hundredth of a second.
    private static double CpuOfChildren()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[13]) + Number(fields[14])) / 100;
    }

    private static double Figure(Regex line, string report) => Number(line.Match(report).Groups[1].Value);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) states, stored")]
    private static partial Regex StatesLine();

    [GeneratedRegex(@"depth reached (\d+)")]
    private static partial Regex DepthLine();

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex ErrorsLine();

    [GeneratedRegex(@"([\d.]+)\s+total actual memory usage")]
    private static partial Regex MemoryLine();
}
