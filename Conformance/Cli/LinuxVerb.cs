using System.CommandLine;
using HmmSpec.Linux;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec linux build</c> and <c>hmmspec linux drivers</c>: the kernel that the subject linux is.</summary>
internal static class LinuxVerb
{
    public static Command Build(Surroundings surroundings)
    {
        Command command = new(LinuxSubject.Name, "Build the Linux kernel that the subject linux is, and its guest");
        command.Add(BuildBuild(surroundings));
        command.Add(BuildDrivers(surroundings));
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
        Command command = new("build", "Build what is not there yet: kernel, agent, drivers, guests") { driver };
        command.SetAction(parsed =>
        {
            DriverVariant[] drivers = parsed.GetValue(driver) is { } named
                ? [LinuxSubject.DriverNamed(named)]
                : [DriverVariant.Original, DriverVariant.Fixed];
            return (int)Build(surroundings, drivers);
        });
        return command;
    }

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

    private static ExitCode Build(Surroundings surroundings, IEnumerable<DriverVariant> drivers)
    {
        Screen screen = surroundings.Screen();
        try
        {
            GuestBuild build = new(Cache.OfUser, new BuildScreen(screen));
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
