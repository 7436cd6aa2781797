namespace HmmSpec.Linux;

/// <summary>The kernel of the guest: unpacked, configured and compiled.</summary>
/// <param name="cache">Where it is kept.</param>
/// <param name="progress">Is told what is done.</param>
/// <param name="configuration">How it is configured.</param>
internal sealed class KernelBuild(Cache cache, IBuildProgress progress, KernelConfiguration configuration)
{
    private const string Compiled = "arch/x86/boot/bzImage";
    private const string Original = "bzImage.original";
    private const string Mended = "bzImage.mended";
    private const string ImageFile = "vmlinux";

    private readonly Lazy<string> _source = new(ReadSource);
    private readonly Lazy<string> _compiler = new(() => Written(["gcc", "-dumpfullversion"]));

    /// <summary>The name of the kernel.</summary>
    public string Name =>
        $"kernel-{Parts.Key([
            Parts.Bytes(_source.Value),
            .. configuration.Fragments.AsEnumerable().Select(Parts.Content),
            Parts.Bytes(_compiler.Value),
            .. KernelMend.All.SelectMany(static mend => mend.Contents),
        ])}";

    /// <summary>The names of what takes long to build: the kernel and its source.</summary>
    public IReadOnlySet<string> Names => new HashSet<string>(StringComparer.Ordinal) { _source.Value, Name };

    /// <summary>Whether the kernel is there.</summary>
    public bool IsBuilt => cache.Has(Name);

    /// <summary>The compiled kernel's folder, in which modules can be compiled too.</summary>
    public string Folder => cache.PathOf(Name);

    /// <summary>
    /// The kernel to boot: as it is, or mended. A driver for the one is one for the other. It is not compressed where it need not be:
    /// a guest takes more time to unpack it than for all else until its agent is ready.
    /// </summary>
    public string Image(bool isMended)
    {
        string compressed = Path.Combine(Folder, isMended ? Mended : Original);
        if (configuration.IsBootedCompressed)
        {
            return compressed;
        }

        string folder = cache.Get(
            progress,
            $"image-{Parts.Key(Parts.Bytes(compressed))}",
            unfinished =>
                File.WriteAllBytes(
                    Path.Combine(unfinished, ImageFile),
                    Tool.Output(SourceFolder, ["sh", "scripts/extract-vmlinux", compressed])
                )
        );
        return Path.Combine(folder, ImageFile);
    }

    /// <summary>The folder of the unpacked source.</summary>
    public string SourceFolder => cache.Get(progress, _source.Value, Unpack);

    /// <summary>Builds it, if it is not there.</summary>
    public void Build()
    {
        string source = SourceFolder;
        cache.Get(progress, Name, build => Compile(source, build));
    }

    private static string ReadSource() =>
        $"source-{Written(["dpkg-query", "--show", "--showformat=${Version}", "linux-source-6.1"]).Replace('/', '-')}";

    private static string Written(IReadOnlyList<string> words) =>
        System.Text.Encoding.UTF8.GetString(Tool.Output("/", words)).Trim();

    private void Unpack(string folder)
    {
        progress.Begin("unpacking the kernel's source");
        Tool.Run(folder, ["tar", "-xf", Requirement.Source, "--strip-components=1"], static _ => { });
    }

    private void Compile(string source, string build)
    {
        progress.Begin("configuring the kernel");
        foreach (KernelMend mend in KernelMend.All)
        {
            // A build that was not finished may have it already.
            string mended = Path.Combine(build, mend.File);
            Directory.CreateDirectory(Path.GetDirectoryName(mended)!);
            File.Delete(mended);
        }

        string[] fragments = [.. configuration.Fragments.AsEnumerable().Select(name => Path.Combine(build, name))];
        foreach (string fragment in fragments)
        {
            File.WriteAllBytes(fragment, Parts.Content(Path.GetFileName(fragment)));
        }

        string output = $"O={build}";
        Tool.Run(source, ["make", output, "tinyconfig"], static _ => { });
        Tool.Run(
            source,
            ["sh", "scripts/kconfig/merge_config.sh", "-m", "-O", build, Path.Combine(build, ".config"), .. fragments],
            static _ => { }
        );
        Tool.Run(source, ["make", output, "olddefconfig"], static _ => { });
        KernelConfig.Check(fragments.SelectMany(File.ReadAllLines), File.ReadAllLines(Path.Combine(build, ".config")));
        progress.Begin($"compiling the {configuration.Name} kernel, once ({configuration.Minutes} on two cores)");
        int lines = 0;
        Make(_ => progress.At(Math.Min(1, ++lines / (double)configuration.Lines)));
        File.Copy(Path.Combine(build, Compiled), Path.Combine(build, Original), overwrite: true);

        // A file in the folder of the build goes before that of the source: few are compiled, and the kernel linked again.
        progress.Begin("compiling the kernel with its defects mended");
        foreach (KernelMend mend in KernelMend.All)
        {
            File.WriteAllText(
                Path.Combine(build, mend.File),
                mend.Apply(File.ReadAllText(Path.Combine(source, mend.File)))
            );
        }

        Make(static _ => { });
        File.Copy(Path.Combine(build, Compiled), Path.Combine(build, Mended), overwrite: true);

        void Make(Action<string> line) =>
            Tool.Run(
                source,
                ["nice", "-n", "19", "make", $"-j{Environment.ProcessorCount}", output, "bzImage", "modules"],
                line
            );
    }
}
