@echo off
rem Runs the jar beside this file, as keytray does where there is a shell.
setlocal
for %%j in ("%~dp0keytray-*-app.jar") do set "jar=%%~fj"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "small="
if "%~1"=="tray" set "small=-Xms3m -Xmn1m -Xmx128m -Xss256k -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15 -XX:CompileThresholdScaling=25 -Djava.lang.invoke.MethodHandle.COMPILE_THRESHOLD=100 -XX:StringTableSize=4096 -XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=60000"
"%java%" -Xlog:disable -Xlog:all=warning:stderr -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %small% -jar "%jar%" %*
exit /b %errorlevel%
