using HmmSpec.Cli;

Surroundings surroundings = Surroundings.OfProcess();
CommandLine.GuardProcess(args, surroundings);
return CommandLine.Run(args, surroundings);
