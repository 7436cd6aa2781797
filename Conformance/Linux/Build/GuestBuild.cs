using HmmSpec.Data;

namespace HmmSpec.Linux;

/// <summary>A guest that can be booted.</summary>
/// <param name="Kernel">The file of the kernel.</param>
/// <param name="Initramfs">The file with the agent and the driver.</param>
public sealed record Guest(string Kernel, string Initramfs)
{
    /// <summary>The file of the guest as it is when its agent is ready; null for one that has to boot.</summary>
    public string? State { get; init; }

    /// <summary>How much memory its kernel has for itself, in MiB.</summary>
    public int Memory { get; init; } = KernelConfiguration.Lean.Memory;

    /// <summary>What is switched on that the specification does not have, in the order of <see cref="Beyond.All"/>.</summary>
    public Sequence<Beyond> Beyond { get; init; } = [];
}

/// <summary>Builds what a guest consists of, and keeps it; what is up to date is not built again.</summary>
/// <param name="cache">Where it is kept.</param>
/// <param name="progress">Is told what is done.</param>
/// <param name="configuration">How the kernel is configured.</param>
public sealed class GuestBuild(Cache cache, IBuildProgress progress, KernelConfiguration configuration)
{
    private const string AgentFile = "init";
    private const string StateFile = "state";
    private const string SelftestFile = "hmm-tests";
    private const string DriverFile = "test_hmm.ko";
    private const string DriverSource = "test_hmm.c";
    private const string InitramfsFile = "initramfs.cpio";

    private readonly KernelBuild _kernel = new(cache, progress, configuration);

    /// <summary>Builds the kernel and a guest with a driver, as far as they are not there.</summary>
    /// <exception cref="LinuxException">That cannot be done.</exception>
    public Guest Build(DriverVariant driver)
    {
        Requirement.Check(Requirement.ToBuild.Concat(Requirement.ToRun));
        return Guarded(() =>
        {
            _kernel.Build();
            return Assemble(driver, []);
        });
    }

    /// <summary>A guest with a driver; the kernel, which takes long to build, has to be there.</summary>
    /// <exception cref="LinuxException">It is not, or the guest cannot be built.</exception>
    public Guest Find(DriverVariant driver) => Find(driver, []);

    /// <summary>The same with what the specification does not have.</summary>
    /// <exception cref="LinuxException">It is not there, or the guest cannot be built.</exception>
    public Guest Find(DriverVariant driver, Sequence<Beyond> beyond)
    {
        Requirement.Check(Requirement.ToBuild.Concat(Requirement.ToRun));
        return Guarded(() =>
            _kernel.IsBuilt
                ? Assemble(driver, beyond)
                : throw new LinuxException(
                    $"The {configuration.Name} kernel is not built. Run: hmmspec linux build"
                        + (configuration == KernelConfiguration.Lean ? "" : $" --kernel {configuration.Name}")
                        + $" ({configuration.Minutes} on two cores, once)"
                )
        );
    }

    /// <summary>
    /// Deletes what earlier versions have built, and all that is built in seconds: only the kernels and their source stay.
    /// </summary>
    /// <returns>How many things went, and how many bytes they had.</returns>
    /// <exception cref="LinuxException">That cannot be done.</exception>
    public (int Things, long Bytes) Clean()
    {
        Requirement.Check(Requirement.ToBuild);
        try
        {
            return cache.Clean(
                KernelConfiguration
                    .All.SelectMany(kept => new KernelBuild(cache, progress, kept).Names)
                    .ToHashSet(StringComparer.Ordinal)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LinuxException($"{cache.Root} cannot be cleaned: {exception.Message}", exception);
        }
    }

    private static Guest Guarded(Func<Guest> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LinuxException($"The guest cannot be built: {exception.Message}", exception);
        }
    }

    private Guest Assemble(DriverVariant variant, Sequence<Beyond> beyond)
    {
        string agent = Agent();
        string driver = Driver(variant);
        byte[] list = Parts.Content(Parts.Initramfs);
        string name = $"initramfs-{Parts.Key(Parts.Bytes(agent), Parts.Bytes(driver), list)}";
        string folder = cache.Get(progress, name, unfinished => Pack(unfinished, agent, driver, list));
        Guest guest = Boots(variant, folder) with { Beyond = beyond };
        return guest with { State = State(guest) };
    }

    private Guest Boots(DriverVariant variant, string folder) =>
        new(_kernel.Image(variant.IsKernelMended), Path.Combine(folder, InitramfsFile))
        {
            Memory = configuration.Memory,
        };

    private string State(Guest guest)
    {
        byte[] version = Tool.Output("/", [Qemu.Program, "--version"]);
        string key = Parts.Key([version, .. Qemu.Words(guest).Select(Parts.Bytes)]);
        string folder = cache.Get(
            progress,
            $"state-{key}",
            unfinished =>
            {
                progress.Begin("booting the guest and saving its state");
                SavedState.Save(guest, unfinished, StateFile);
            }
        );
        return Path.Combine(folder, StateFile);
    }

    /// <summary>A guest that runs the kernel's own selftest with a driver, and ends.</summary>
    /// <exception cref="LinuxException">The kernel is not built, or the guest cannot be.</exception>
    public Guest ForSelftest(DriverVariant variant)
    {
        Requirement.Check(Requirement.ToBuild.Concat(Requirement.ToRun));
        return Guarded(() =>
        {
            string agent = Agent();
            string driver = Driver(variant);
            string selftest = Selftest();
            byte[] list = [.. Parts.Content(Parts.Initramfs), .. Parts.Bytes($"file /hmm-tests {selftest} 755 0 0\n")];
            string name = $"selftest-{Parts.Key(Parts.Bytes(agent), Parts.Bytes(driver), list)}";
            string folder = cache.Get(progress, name, unfinished => Pack(unfinished, agent, driver, list));
            return Boots(variant, folder);
        });
    }

    // The harness counts on headers of the kernel's tree, and on nothing else.
    private string Selftest()
    {
        string source = _kernel.SourceFolder;
        string folder = cache.Get(
            progress,
            $"hmm-tests-{Parts.Key(Parts.Bytes(_kernel.Name))}",
            unfinished =>
            {
                progress.Begin("compiling the kernel's selftest");
                Tool.Run(
                    Path.Combine(source, "tools", "testing", "selftests", "vm"),
                    [
                        "gcc",
                        "-O2",
                        "-static",
                        $"-I{source}",
                        "-o",
                        Path.Combine(unfinished, SelftestFile),
                        "hmm-tests.c",
                        "-lpthread",
                        "-lrt",
                    ],
                    static _ => { }
                );
            }
        );
        return Path.Combine(folder, SelftestFile);
    }

    private string Agent()
    {
        string[] names = [.. Parts.AgentFolders.SelectMany(Parts.In)];
        string key = Parts.Key(names.SelectMany(static name => new[] { Parts.Bytes(name), Parts.Content(name) }));
        string folder = cache.Get(
            progress,
            $"agent-{key}",
            unfinished =>
            {
                progress.Begin("compiling the agent");
                foreach (string name in names)
                {
                    string path = Path.Combine(unfinished, name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllBytes(path, Parts.Content(name));
                }

                string[] sources = [.. names.Where(static name => name.EndsWith(".c", StringComparison.Ordinal))];
                Tool.Run(
                    unfinished,
                    ["gcc", "-std=c11", "-O2", "-pthread", "-static", "-Iagent", "-Ikit", "-o", AgentFile, .. sources],
                    static _ => { }
                );
            }
        );
        return Path.Combine(folder, AgentFile);
    }

    private string Driver(DriverVariant variant)
    {
        string library = Path.Combine(_kernel.SourceFolder, "lib");
        string source = variant.Rewrite(File.ReadAllText(Path.Combine(library, DriverSource)));
        string name = $"driver-{Parts.Key(Parts.Bytes(_kernel.Name), Parts.Bytes(source))}";
        string folder = cache.Get(
            progress,
            name,
            unfinished =>
            {
                progress.Begin($"compiling the driver {variant.Id}");
                File.WriteAllText(Path.Combine(unfinished, DriverSource), source);
                File.Copy(
                    Path.Combine(library, "test_hmm_uapi.h"),
                    Path.Combine(unfinished, "test_hmm_uapi.h"),
                    overwrite: true
                );
                File.WriteAllText(Path.Combine(unfinished, "Makefile"), "obj-m := test_hmm.o\n");
                Tool.Run(unfinished, ["make", "-C", _kernel.Folder, $"M={unfinished}", "modules"], static _ => { });
            }
        );
        return Path.Combine(folder, DriverFile);
    }

    private void Pack(string unfinished, string agent, string driver, byte[] list)
    {
        progress.Begin("packing the guest");
        string path = Path.Combine(unfinished, Parts.Initramfs);
        File.WriteAllBytes(path, list);
        Dictionary<string, string> environment = new() { ["AGENT"] = agent, ["DRIVER"] = driver };
        byte[] archive = Tool.Output(
            unfinished,
            [Path.Combine(_kernel.Folder, "usr", "gen_init_cpio"), path],
            environment
        );
        File.WriteAllBytes(Path.Combine(unfinished, InitramfsFile), archive);
    }
}
