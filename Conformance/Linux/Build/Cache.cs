namespace HmmSpec.Linux;

/// <summary>
/// Where what was built is kept: a folder for each thing, named by all that it was made from. One that is there is whole; what
/// is being made has another name until then.
/// </summary>
/// <param name="root">The folder of all.</param>
public sealed class Cache(string root)
{
    private const string Unfinished = ".unfinished";
    private const int Pause = 200;

    /// <summary>The folder of the user: in XDG_CACHE_HOME, or ~/.cache.</summary>
    public static Cache OfUser
    {
        get
        {
            string? set = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return new Cache(
                Path.Combine(string.IsNullOrEmpty(set) ? Path.Combine(home, ".cache") : set, "hmmspec", "linux")
            );
        }
    }

    /// <summary>The folder of all.</summary>
    public string Root => root;

    /// <summary>Whether a thing is there.</summary>
    public bool Has(string name) => Directory.Exists(PathOf(name));

    /// <summary>The folder of a thing.</summary>
    public string PathOf(string name) => Path.Combine(root, name);

    /// <summary>The folder of a thing, made first if it is not there. What was begun earlier is gone on with.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="make">Makes it in a folder, which may have a part of it.</param>
    public string Get(string name, Action<string> make) => Get(new SilentBuild(), name, make);

    /// <inheritdoc cref="Get(string, Action{string})"/>
    /// <param name="progress">Is told if somebody else is at it, who is waited for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="make">Makes it in a folder, which may have a part of it.</param>
    public string Get(IBuildProgress progress, string name, Action<string> make)
    {
        string path = PathOf(name);
        if (!Has(name))
        {
            string unfinished = path + Unfinished;
            Directory.CreateDirectory(root);
            using FileStream turn = Lock(unfinished, progress);
            if (!Has(name))
            {
                Directory.CreateDirectory(unfinished);
                make(unfinished);
                Directory.Move(unfinished, path);
            }
        }

        return path;
    }

    /// <summary>Deletes all but some things. What was not finished goes too, unless somebody is at it.</summary>
    /// <param name="kept">The names of what stays.</param>
    /// <returns>How many things went, and how many bytes they had.</returns>
    public (int Things, long Bytes) Clean(IReadOnlySet<string> kept)
    {
        int things = 0;
        long bytes = 0;
        string[] folders = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
        foreach (string folder in folders.Where(folder => !kept.Contains(Path.GetFileName(folder))))
        {
            string thing = folder.EndsWith(Unfinished, StringComparison.Ordinal)
                ? folder[..^Unfinished.Length]
                : folder;
            using FileStream? turn = TryLock($"{thing}{Unfinished}");
            if (turn is not null)
            {
                bytes += SizeOf(folder);
                // The file of the lock stays: who waits for it would lock one that nobody else can see any more.
                Directory.Delete(folder, recursive: true);
                things++;
            }
        }

        return (things, bytes);
    }

    // What links lead to is not in the folder, but hidden files are, which are passed over unless one says otherwise.
    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles(
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Sum(static file => file.Length);

    // Two builds of the same thing would write to the same files: the second waits, and finds it there.
    private static FileStream Lock(string unfinished, IBuildProgress progress)
    {
        FileStream? turn;
        bool isSaid = false;
        while ((turn = TryLock(unfinished)) is null)
        {
            if (!isSaid)
            {
                progress.Begin($"waiting for another hmmspec, which builds {unfinished}");
            }

            isSaid = true;
            Thread.Sleep(Pause);
        }

        return turn;
    }

    // Null while somebody else is at it.
    private static FileStream? TryLock(string unfinished)
    {
        string file = $"{unfinished}.lock";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }
}
