using System.ComponentModel;
using System.Diagnostics;

namespace HmmSpec.Benchmarks;

/// <summary>The complete implementation of the C adapter kit, built where it lies.</summary>
internal static class ToyInC
{
    /// <summary>Builds it; the command that runs it, or null if it cannot be built here.</summary>
    public static string? Build()
    {
        string kit = Path.Combine(Root(), "Conformance", "Adapters", "c");
        try
        {
            using Process? make = Process.Start(new ProcessStartInfo("make", ["-s", "-C", kit]));
            make!.WaitForExit();
            string toy = Path.Combine(kit, "build", "toy");
            return make.ExitCode == 0 && File.Exists(toy) ? $"'{toy}'" : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HmmSpec.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
    }
}
