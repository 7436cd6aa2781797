using System.CommandLine;
using HmmSpec.Linux;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec linux</c>: builds, lists and cleans up the kernel and the drivers that the subject linux is.</summary>
internal static class LinuxVerb
{
    public static Command Build(Surroundings surroundings)
    {
        Command command = new(LinuxSubject.Name, "Build the Linux kernel that the subject linux is, and its guest");
        command.Add(BuildBuild(surroundings));
        command.Add(BuildDrivers(surroundings));
        command.Add(BuildSelftest(surroundings));
        command.Add(BuildClean(surroundings));
        return command;
    }

    private static Command BuildBuild(Surroundings surroundings)
    {
        Option<string> driver = Values.Option<string>(
            "--driver",
            "NAME",
            "Only the guest with this driver; those with the drivers original and fixed unless given",
            Values.Text
        );
        Option<string> kernel = Kernel();
        Command command = new("build", "Build what is not there yet: kernel, agent, drivers, guests")
        {
            driver,
            kernel,
        };
        command.SetAction(parsed =>
        {
            DriverVariant[] drivers = parsed.GetValue(driver) is { } named
                ? [LinuxSubject.DriverNamed(named)]
                : [DriverVariant.Original, DriverVariant.Fixed];
            return (int)Build(surroundings, Configuration(parsed.GetValue(kernel)), drivers);
        });
        return command;
    }

    private static Option<string> Kernel() =>
        Values.Option<string>(
            "--kernel",
            "NAME",
            "The lean kernel, or the debug one, with KASAN, lockdep and memory management's assertions; lean unless given",
            Values.Word([.. KernelConfiguration.All.Select(static configuration => configuration.Name)])
        );

    private static KernelConfiguration Configuration(string? name) =>
        KernelConfiguration.All.FirstOrDefault(configuration => configuration.Name == name) ?? KernelConfiguration.Lean;

    private static Command BuildDrivers(Surroundings surroundings)
    {
        Option<bool> faulty = new("--faulty") { Description = "Only those with a fault that is seeded" };
        Command command = new("drivers", "List the drivers: the kernel's, mended ones, and those with a fault")
        {
            faulty,
        };
        command.SetAction(parsed =>
        {
            int width = DriverVariant.All.Max(static driver => driver.Id.Length);
            foreach (DriverVariant driver in parsed.GetValue(faulty) ? DriverVariant.Faulty : DriverVariant.All)
            {
                surroundings.Out.WriteLine($"{driver.Id.PadRight(width)}  {driver.Sentence}");
            }

            return (int)ExitCode.Conforms;
        });
        return command;
    }

    private static Command BuildSelftest(Surroundings surroundings)
    {
        Argument<string> driver = new("DRIVER")
        {
            Description = "The driver",
            DefaultValueFactory = static _ => DriverVariant.Original.Id,
        };
        Option<string> kernel = Kernel();
        Command command = new("selftest", "Run the kernel's own selftest (hmm-tests) with a driver, for comparison")
        {
            driver,
            kernel,
        };
        command.SetAction(parsed =>
            (int)RunSelftest(
                surroundings,
                Configuration(parsed.GetValue(kernel)),
                LinuxSubject.DriverNamed(parsed.GetRequiredValue(driver))
            )
        );
        return command;
    }

    private static Command BuildClean(Surroundings surroundings)
    {
        Command command = new(
            "clean",
            "Delete what was built but the kernels and their source; not while a guest runs"
        );
        command.SetAction(_ => (int)Clean(surroundings, Cache.OfUser));
        return command;
    }

    private static ExitCode Clean(Surroundings surroundings, Cache cache)
    {
        Screen screen = surroundings.Screen();
        try
        {
            (int things, long bytes) = new GuestBuild(cache, new BuildScreen(screen), KernelConfiguration.Lean).Clean();
            screen.Line($"{cache.Root}: {things} folders with {bytes / (1024.0 * 1024):N0} MiB are deleted");
            return ExitCode.Conforms;
        }
        catch (LinuxException exception)
        {
            throw new CommandException(ExitCode.Unavailable, exception.Message);
        }
    }

    private static ExitCode RunSelftest(Surroundings surroundings, KernelConfiguration kernel, DriverVariant driver)
    {
        Screen screen = surroundings.Screen();
        try
        {
            Selftest test = Selftest.Run(
                new GuestBuild(Cache.OfUser, new BuildScreen(screen), kernel).ForSelftest(driver)
            );
            foreach (string failed in test.Failed)
            {
                screen.Line($"not ok {failed}");
            }

            string end = test.Ended ? "" : ", and then the kernel crashed or hung";
            screen.Line($"{driver.Id}: {test.Passed} ok, {test.Failed.Count} not ok{end}; {test.Seconds:0.0} s");
            return test.Detects ? ExitCode.Diverges : ExitCode.Conforms;
        }
        catch (LinuxException exception)
        {
            throw new CommandException(ExitCode.Unavailable, exception.Message);
        }
    }

    private static ExitCode Build(
        Surroundings surroundings,
        KernelConfiguration kernel,
        IEnumerable<DriverVariant> drivers
    )
    {
        Screen screen = surroundings.Screen();
        try
        {
            GuestBuild build = new(Cache.OfUser, new BuildScreen(screen), kernel);
            foreach (DriverVariant driver in drivers)
            {
                Guest guest = build.Build(driver);
                screen.Line($"driver {driver.Id}: {guest.Initramfs}");
                screen.Line($"kernel: {guest.Kernel}");
            }

            return ExitCode.Conforms;
        }
        catch (LinuxException exception)
        {
            throw new CommandException(ExitCode.Unavailable, exception.Message);
        }
    }
}
