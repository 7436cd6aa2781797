Console.Error.WriteLine("hmmspec: no verb exists yet");
return 64;
