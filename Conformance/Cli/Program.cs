return HmmSpec.Cli.CommandLine.Run(args, HmmSpec.Cli.Surroundings.OfProcess());
