@echo off
rem Runs the jar beside this file, as keytray does where there is a shell.
setlocal
for %%j in ("%~dp0keytray-*-app.jar") do set "jar=%%~fj"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "small="
if "%~1"=="tray" set "small=-Xms6m -Xmn2m -Xmx128m -Xss256k -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15"
"%java%" -Xlog:disable -Xlog:all=warning:stderr -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %small% -jar "%jar%" %*
exit /b %errorlevel%
